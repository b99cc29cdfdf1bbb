package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose decisions new facts can change through devices, and by what they answer: where a tenant's facts say any of it. */
final class Beside {

    // A device's people, and whoever ordered on it without a name. A tie of a visitor can take touches on a device from
    // its person.
    private static final String OF_DEVICES = """
            with named as materialized (select unnest(cast(:devices as uuid[])) as device union \
            select t.device from touchpoints t where t.visitor = any(cast(:visitors as uuid[])) and t.device is not null) \
            select theirs.subject from named cross join lateral (select case when f.customer_id is null then 'o' || f.order_id \
            else 's' || f.customer_id end as subject from facts f where f.device = named.device and (f.customer_id is null \
            and f.type = 'PURCHASE_RECORDED' or f.type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED')) offset 0) theirs""";

    // Who is named, or tied to a visitor that is, and has anything that waits; and guests' orders of those visitors.
    private static final String WAITING = """
            with tied as materialized (select unnest(cast(:customers as text[])) as customer_id union \
            select theirs.customer_id from unnest(cast(:visitors as text[])) as v(visitor_id) cross join lateral \
            (select f.customer_id from facts f where f.visitor_id = v.visitor_id and f.customer_id is not null \
            and f.type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED') offset 0) theirs) \
            select 's' || tied.customer_id from tied where exists (select from facts f where f.customer_id = tied.customer_id \
            and f.consent = 'PENDING') or exists (select from facts f join touchpoints t on t.tenant_id = f.tenant_id \
            and t.visitor = lookup_key(f.visitor_id) where f.customer_id = tied.customer_id and f.visitor_id is not null \
            and t.consent = 'PENDING') or exists (select from facts f join touchpoints t on t.tenant_id = f.tenant_id \
            and t.device = f.device where f.customer_id = tied.customer_id and f.device is not null and t.consent = 'PENDING') \
            or exists (select from facts f join facts g on g.tenant_id = f.tenant_id and g.visitor_id = f.visitor_id \
            where f.customer_id = tied.customer_id and g.customer_id is null and g.consent = 'PENDING') \
            union select 'o' || f.order_id from facts f where f.visitor_id = any(cast(:visitors as text[])) \
            and f.type = 'PURCHASE_RECORDED' and f.customer_id is null""";

    private Beside() {}

    /** @param newFacts just stored; clicks may have been there before */
    static Uni<Affected> affectedBy(
            Mutiny.StatelessSession session,
            Collection<Program> programs,
            Collection<Event<?>> clicks,
            Collection<Event<?>> newFacts) {
        var events = Stream.concat(clicks.stream(), newFacts.stream()).toList();
        return byDevices(session, programs, events)
                .chain(byDevices -> byAnswers(session, programs, events).map(byDevices::and))
                .chain(affected -> Persons.ofTenant(session, programs, affected.customers())
                        .map(people -> people.allIdsOf(affected.customers()))
                        .chain(customers -> Affected.ordersOfPeople(session, customers)
                                .map(orders -> affected.and(new Affected(customers, new HashSet<>(orders))))));
    }

    private static Uni<Affected> byDevices(
            Mutiny.StatelessSession session, Collection<Program> programs, List<Event<?>> events) {
        if (!Program.use(programs, Usage.DEVICES)) return Uni.createFrom().item(Affected.NONE);
        var devices = new HashSet<UUID>();
        var visitors = new HashSet<UUID>();
        for (var event : events) {
            var fact = (EventData.Fact) event.data();
            var columns = Timelines.Columns.of(fact);
            var deviceKey = fact.context().deviceKey();
            if (deviceKey != null) devices.add(LookupKeys.of(deviceKey));
            if (columns.visitorId() != null && columns.customerId() != null)
                visitors.add(LookupKeys.ofVisitor(columns.visitorId()));
        }
        if (devices.isEmpty() && visitors.isEmpty()) return Uni.createFrom().item(Affected.NONE);
        return session.createNativeQuery(OF_DEVICES, String.class)
                .setParameter("devices", devices.toArray(UUID[]::new))
                .setParameter("visitors", visitors.toArray(UUID[]::new))
                .getResultList()
                .map(Affected::named);
    }

    private static Uni<Affected> byAnswers(
            Mutiny.StatelessSession session, Collection<Program> programs, List<Event<?>> events) {
        if (!Program.use(programs, Usage.PENDING_CONSENT))
            return Uni.createFrom().item(Affected.NONE);
        var customers = new HashSet<String>();
        var visitors = new HashSet<String>();
        for (var event : events) {
            var fact = (EventData.Fact) event.data();
            var consent = fact.context().consent();
            if (consent != Consent.GRANTED && consent != Consent.DENIED) continue;
            var columns = Timelines.Columns.of(fact);
            if (columns.customerId() != null) customers.add(columns.customerId());
            else if (columns.visitorId() != null) visitors.add(columns.visitorId());
        }
        if (customers.isEmpty() && visitors.isEmpty()) return Uni.createFrom().item(Affected.NONE);
        return Persons.ofTenant(session, programs, customers)
                .chain(people -> waiting(session, people.allIdsOf(customers), visitors));
    }

    private static Uni<Affected> waiting(Mutiny.StatelessSession session, Set<String> customers, Set<String> visitors) {
        return session.createNativeQuery(WAITING, String.class)
                .setParameter("customers", customers.toArray(String[]::new))
                .setParameter("visitors", visitors.toArray(String[]::new))
                .getResultList()
                .map(Affected::named);
    }
}
