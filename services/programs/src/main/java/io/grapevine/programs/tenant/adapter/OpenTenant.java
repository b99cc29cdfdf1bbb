package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.TenantPublished;
import io.grapevine.programs.apikey.ApiKey;
import io.grapevine.programs.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens a tenant with its first keys, in one transaction that also tells the log. */
@ApplicationScoped
class OpenTenant {

    static final String SOURCE = "programs";

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final Keys keys;
    private final Outbox outbox;
    private final InstantSource clock;

    OpenTenant(TenantTransactions transactions, Tenants tenants, Keys keys, Outbox outbox, InstantSource clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A tenant and whether it is new. */
    record Opened(Tenant tenant, boolean isNew) {}

    /** Opens the tenant with these keys; one that is open already stays as it is and gets none. */
    Uni<Opened> handle(Tenant tenant, List<ApiKey> firstKeys) {
        return transactions.inTenant(
                tenant.id(),
                session -> tenants.add(session, tenant, clock.instant())
                        .chain(added -> added ? found(session, tenant, firstKeys) : known(session, tenant.id())));
    }

    private Uni<Opened> known(Mutiny.StatelessSession session, String tenantId) {
        return tenants.find(session, tenantId).map(found -> new Opened(found.orElseThrow(), false));
    }

    private Uni<Opened> found(Mutiny.StatelessSession session, Tenant tenant, List<ApiKey> firstKeys) {
        var now = clock.instant();
        var rows = firstKeys.stream()
                .map(key -> KeyRow.of(tenant.id(), Identifier.next("key"), key, List.of(), now))
                .toList();
        return tenants.claimHosts(session, tenant)
                .invoke(held -> requireAll(tenant, held))
                .chain(() -> keys.add(session, rows))
                .chain(() -> outbox.add(session, facts(tenant, rows)))
                .replaceWith(new Opened(tenant, true));
    }

    private static void requireAll(Tenant tenant, List<String> held) {
        var taken = tenant.hosts().stream().filter(host -> !held.contains(host)).toList();
        if (!taken.isEmpty())
            throw Problem.conflict(
                    "host_taken", "Another tenant has the host " + taken.getFirst() + "; give each tenant its own.");
    }

    private List<Event<?>> facts(Tenant tenant, List<KeyRow> rows) {
        var events = new ArrayList<Event<?>>();
        var data = new TenantPublished(tenant.id(), tenant.name(), tenant.hosts(), tenant.fallbackUrl());
        events.add(stated(tenant.id(), data));
        rows.forEach(row -> events.add(stated(tenant.id(), row.published())));
        return events;
    }

    private Event<?> stated(String tenantId, io.grapevine.events.EventData data) {
        return Event.stated(tenantId, Identifier.next("evt"), SOURCE, clock.instant(), Correlation.current(), data);
    }
}
