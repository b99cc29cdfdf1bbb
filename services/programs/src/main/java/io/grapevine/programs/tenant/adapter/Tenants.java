package io.grapevine.programs.tenant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.programs.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tenants and their hosts. */
@ApplicationScoped
class Tenants {

    private static final String INSERT = """
            insert into tenants (tenant_id, name, fallback_url, created_at) \
            values (:tenant, :name, cast(:fallback as text), :now) on conflict do nothing""";
    private static final String INSERT_HOSTS = """
            insert into tenant_hosts (tenant_id, host, position) \
            select r.tenant_id, r.host, r.position from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(tenant_id text, host text, position integer) order by r.host on conflict do nothing""";
    private static final String HOSTS = "select host from tenant_hosts where tenant_id = :tenant order by position";

    private record HostRow(@JsonProperty("tenant_id") String tenantId, String host, int position) {}

    /** Adds the tenant; false if there is one with its id, which then stays as it is. */
    Uni<Boolean> add(Mutiny.StatelessSession session, Tenant tenant, Instant now) {
        return session.createNativeQuery(INSERT)
                .setParameter("tenant", tenant.id())
                .setParameter("name", tenant.name())
                .setParameter("fallback", tenant.fallbackUrl())
                .setParameter("now", now)
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    /** Claims the tenant's hosts; answers those it holds, which lack any that another tenant has. */
    Uni<List<String>> claimHosts(Mutiny.StatelessSession session, Tenant tenant) {
        var rows = IntStream.range(0, tenant.hosts().size())
                .mapToObj(i -> new HostRow(tenant.id(), tenant.hosts().get(i), i))
                .toList();
        return Rows.write(session, INSERT_HOSTS, rows).chain(() -> hosts(session, tenant.id()));
    }

    Uni<Optional<Tenant>> find(Mutiny.StatelessSession session, String tenantId) {
        return session.get(TenantRow.class, tenantId)
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : hosts(session, tenantId)
                                .map(hosts -> Optional.of(new Tenant(row.tenantId, row.name, hosts, row.fallbackUrl))));
    }

    private Uni<List<String>> hosts(Mutiny.StatelessSession session, String tenantId) {
        return session.createNativeQuery(HOSTS, String.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }
}
