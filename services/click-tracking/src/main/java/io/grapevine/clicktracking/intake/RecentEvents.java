package io.grapevine.clicktracking.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The events that this edge made durable a short while ago, by tenant, source and id. A hint that spares the log repetitions
 * and tells clients of conflicts; what it has forgotten the consumers still know.
 */
public final class RecentEvents {

    /** Two generations of these for each tenant: some megabytes for the busiest, next to nothing for the others. */
    private static final int GENERATION = 20_000;
    /** Protects the heap where there are very many tenants; then all is forgotten, which costs repetitions only. */
    private static final int MOST_TENANTS = 2_000;

    private static final class Generations {
        private Map<String, String> young = new HashMap<>();
        private Map<String, String> old = Map.of();

        synchronized @Nullable String get(String key) {
            var hash = young.get(key);
            return hash != null ? hash : old.get(key);
        }

        synchronized void put(String key, String hash) {
            if (young.size() >= GENERATION) {
                old = young;
                young = new HashMap<>();
            }
            young.put(key, hash);
        }
    }

    private final ConcurrentHashMap<String, Generations> byTenant = new ConcurrentHashMap<>();

    /** The body hash of the event, if it is remembered. */
    public @Nullable String hashOf(String tenantId, String source, String id) {
        var generations = byTenant.get(tenantId);
        return generations == null ? null : generations.get(key(source, id));
    }

    /** To be called once the event is durable, never before. */
    public void remember(String tenantId, String source, String id, String hash) {
        if (byTenant.size() > MOST_TENANTS) byTenant.clear();
        byTenant.computeIfAbsent(tenantId, tenant -> new Generations()).put(key(source, id), hash);
    }

    private static String key(String source, String id) {
        return source + "\n" + id;
    }
}
