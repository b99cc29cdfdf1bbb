package io.grapevine.chassis.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The keys this service answers to. Looked up by hash, remembered for a moment; while the database is away the last known
 * answer holds, so that a restart of PostgreSQL closes no door at the edge.
 */
@ApplicationScoped
public class ApiKeys {

    // A revoked key must be dead on every node after 5 s, of which the log takes its share.
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    // A key made a moment ago must work: unknown keys are asked for again soon, yet guessing does not reach the
    // database.
    private static final Duration UNKNOWN_REMEMBERED = Duration.ofMillis(250);
    // A frozen database holds nobody up whose key was known a moment ago.
    private static final Duration LONGEST_WAIT = Duration.ofMillis(300);
    private static final int LARGEST_MEMORY = 10_000;

    private static final String UPSERT = """
            insert into api_keys (tenant_id, key_hash, hint, kind, scopes, origins, revoked_at, person) \
            select r.tenant_id, r.key_hash, r.hint, r.kind, r.scopes, r.origins, r.revoked_at, r.person \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, key_hash text, hint text, kind text, \
            scopes text, origins text, revoked_at timestamptz, person text) order by r.key_hash \
            on conflict (tenant_id, key_hash) do update set scopes = excluded.scopes, origins = excluded.origins, \
            revoked_at = excluded.revoked_at, person = excluded.person""";

    private record Known(Optional<ApiKey> key, Instant askedAt) {
        boolean freshAt(Instant now) {
            return now.isBefore(askedAt.plus(key.isPresent() ? REMEMBERED : UNKNOWN_REMEMBERED));
        }
    }

    private final TenantTransactions transactions;
    private final InstantSource clock;
    private final Cache<String, Known> memory =
            Caffeine.newBuilder().maximumSize(LARGEST_MEMORY).build();

    ApiKeys(TenantTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The living key with this text, if there is one. */
    public Uni<Optional<ApiKey>> find(String presented) {
        var hash = hash(presented);
        var known = memory.getIfPresent(hash);
        var now = InstantSource.system().instant();
        if (known != null && known.freshAt(now)) return Uni.createFrom().item(living(known));
        // One asks the database, the others go on with what is known: a crowd must not ask at once, nor wait with the
        // one.
        if (known != null) memory.put(hash, new Known(known.key(), now));
        return load(hash)
                .map(found -> new Known(found, InstantSource.system().instant()))
                .invoke(found -> memory.put(hash, found))
                .plug(asking -> known == null ? asking : patient(asking, known))
                .map(this::living);
    }

    private static Uni<Known> patient(Uni<Known> asking, Known known) {
        return asking.ifNoItem()
                .after(LONGEST_WAIT)
                .recoverWithItem(known)
                .onFailure()
                .recoverWithItem(known);
    }

    /** What the log says of a key, known at once: while the database is away it is the last known answer. */
    public void remember(String tenantId, ApiKeyPublished published) {
        var key = ApiKeyRow.of(tenantId, published).toKey();
        memory.put(
                published.keyHash(),
                new Known(Optional.of(key), InstantSource.system().instant()));
    }

    /** Takes over published keys; later publications of a key replace its rights. */
    Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<ApiKeyPublished> published) {
        var latest = published.stream()
                .collect(java.util.stream.Collectors.toMap(
                        ApiKeyPublished::keyHash, key -> key, (earlier, later) -> later, java.util.LinkedHashMap::new));
        var rows =
                latest.values().stream().map(key -> ApiKeyRow.of(tenantId, key)).toList();
        return Rows.write(session, UPSERT, rows).replaceWithVoid();
    }

    /** Hex SHA-256 of a key: what is stored and published instead of it. */
    public static String hash(String presented) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(presented.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Uni<Optional<ApiKey>> load(String hash) {
        return transactions.presenting(
                "key_hash",
                hash,
                session -> session.createNativeQuery("select * from api_keys where key_hash = :hash", ApiKeyRow.class)
                        .setParameter("hash", hash)
                        .getSingleResultOrNull()
                        .map(row -> Optional.ofNullable(row).map(ApiKeyRow::toKey)));
    }

    private Optional<ApiKey> living(Known known) {
        return known.key().filter(key -> key.livesAt(clock.instant()));
    }
}
