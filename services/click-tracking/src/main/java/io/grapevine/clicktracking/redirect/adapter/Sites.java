package io.grapevine.clicktracking.redirect.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.clicktracking.redirect.Destination;
import io.grapevine.clicktracking.redirect.HostName;
import io.grapevine.clicktracking.redirect.Site;
import io.grapevine.events.TenantPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which tenant a host name belongs to. */
@ApplicationScoped
class Sites {

    private static final int REMEMBERED = 50_000;
    /** The tenant of local runs. */
    private static final String LOOPBACK_TENANT = "demo";
    /** No host name begins so: the row of the tenant itself. */
    private static final String ITSELF = "@";

    private static final String FORGET = """
            delete from sites using jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, host text) \
            where sites.tenant_id = r.tenant_id""";

    private static final String INSERT = """
            insert into sites (tenant_id, host, fallback_url) select r.tenant_id, r.host, r.fallback_url \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, host text, fallback_url text) \
            on conflict (tenant_id, host) do update set fallback_url = excluded.fallback_url""";

    private record Row(
            @JsonProperty("tenant_id") String tenantId,
            String host,
            @JsonProperty("fallback_url") @Nullable String fallbackUrl) {}

    private final TenantTransactions transactions;
    private final Memory<String, Site> memory = new Memory<>(REMEMBERED, this::load, System::nanoTime);

    Sites(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    CompletableFuture<Optional<Site>> find(String hostName) {
        if (hostName.isEmpty() || hostName.startsWith(ITSELF))
            return CompletableFuture.completedFuture(Optional.empty());
        return memory.get(HostName.isLoopback(hostName) ? ITSELF + LOOPBACK_TENANT : hostName);
    }

    Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<TenantPublished> published) {
        if (published.isEmpty()) return Uni.createFrom().voidItem();
        var rows = rows(tenantId, published.getLast());
        return Rows.write(session, FORGET, rows)
                .chain(() -> Rows.write(session, INSERT, rows))
                .replaceWithVoid();
    }

    void remember(String tenantId, TenantPublished published) {
        var site = site(tenantId, published.fallbackUrl());
        rows(tenantId, published).forEach(row -> memory.put(row.host(), site));
    }

    private static List<Row> rows(String tenantId, TenantPublished published) {
        var hosts = new LinkedHashMap<String, Row>();
        var names = new ArrayList<>(published.hosts());
        names.add(ITSELF + tenantId);
        names.forEach(host -> hosts.put(host, new Row(tenantId, host, published.fallbackUrl())));
        return List.copyOf(hosts.values());
    }

    private Uni<Optional<Site>> load(String host) {
        return transactions
                .presenting(
                        "host",
                        host,
                        session -> session.createNativeQuery(
                                        "select tenant_id, fallback_url from sites where host = :host order by tenant_id limit 1",
                                        Object[].class)
                                .setParameter("host", host)
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(found -> site((String) found[0], (String) found[1])));
    }

    private static Site site(String tenantId, @Nullable String fallbackUrl) {
        return new Site(
                tenantId,
                Optional.ofNullable(fallbackUrl).flatMap(Destination::parse).orElse(null));
    }
}
