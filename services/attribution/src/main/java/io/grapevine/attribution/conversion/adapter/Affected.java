package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.SignUpRecorded;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Whose decisions the new facts can change.
 *
 * @param customers whose sign-ups are to be decided, again or for the first time
 * @param orders likewise
 */
record Affected(Set<String> customers, Set<String> orders) {

    static final Affected NONE = new Affected(Set.of(), Set.of());

    // A click can change a sign-up at or after it, of its visitor or of a customer tied to its visitor, and its
    // visitor's orders.
    private static final String OF_VISITS = """
            select distinct theirs.subject from unnest(cast(:visitors as text[]), cast(:times as bigint[])) as r(visitor_id, at) \
            cross join lateral (select case f.type when 'PURCHASE_RECORDED' then 'o' || f.order_id else 's' || f.customer_id end \
            as subject from facts f where f.visitor_id = r.visitor_id \
            and (f.type in ('PURCHASE_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED') or f.type = 'SIGNUP_RECORDED' \
            and f.occurred_at >= timestamptz 'epoch' + r.at * interval '1 microsecond') offset 0) theirs""";
    private static final String ORDERS_OF_VISITORS = """
            select distinct order_id from facts where visitor_id = any(:values) and type = 'PURCHASE_RECORDED'""";
    // Where whole journeys count: everybody a visitor is tied to, and their orders from wherever they were placed.
    private static final String PEOPLE_OF_VISITORS = """
            select distinct customer_id from facts where visitor_id = any(:values) and customer_id is not null \
            and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED')""";
    private static final String ORDERS_OF_PEOPLE = """
            with ties as materialized (select visitor_id, email_form, device from facts where customer_id = any(:values) \
            and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED')), \
            devices as materialized (select distinct visitor_id from ties where visitor_id is not null), \
            addresses as materialized (select distinct email_form from ties where email_form is not null), \
            hosts as materialized (select distinct device from ties where device is not null) \
            select order_id from facts where customer_id = any(:values) and type = 'PURCHASE_RECORDED' \
            union select theirs.order_id from devices cross join lateral (select f.order_id from facts f \
            where f.visitor_id = devices.visitor_id and f.type = 'PURCHASE_RECORDED' and f.customer_id is null offset 0) theirs \
            union select theirs.order_id from addresses cross join lateral (select f.order_id from facts f \
            where f.email_form = addresses.email_form and f.type = 'PURCHASE_RECORDED' and f.customer_id is null offset 0) theirs \
            union select theirs.order_id from hosts cross join lateral (select f.order_id from facts f \
            where f.device = hosts.device and f.type = 'PURCHASE_RECORDED' and f.customer_id is null offset 0) theirs""";
    // A refund id means one refund, the earliest: another one can take it from the order that had it.
    private static final String ORDERS_OF_REFUNDS =
            "select distinct order_id from facts where refund_id = any(:values)";

    Affected {
        customers = Set.copyOf(customers);
        orders = Set.copyOf(orders);
    }

    boolean isEmpty() {
        return customers.isEmpty() && orders.isEmpty();
    }

    Affected and(Affected others) {
        return new Affected(
                DecideProgram.union(customers, others.customers), DecideProgram.union(orders, others.orders));
    }

    /**
     * Follows the ties from clicks and newly stored facts to everybody they touch.
     *
     * @param programs of the tenant; where one decides orders on their people's whole journeys, a visit touches also the orders that
     *     its person placed elsewhere
     */
    static Uni<Affected> by(
            Mutiny.StatelessSession session,
            Collection<Event<?>> clicks,
            Collection<Event<?>> newFacts,
            Collection<Program> programs) {
        var journeys = programs.stream().anyMatch(Program::sharesCredit);
        var customers = new HashSet<String>();
        var orders = new HashSet<String>();
        var visitors = new HashSet<String>();
        var refunds = new HashSet<String>();
        for (var event : newFacts) {
            var columns = Timelines.Columns.of((EventData.Fact) event.data());
            if (columns.orderId() != null) orders.add(columns.orderId());
            if (columns.refundId() != null) refunds.add(columns.refundId());
            if (!ties(event.data())) continue;
            customers.add(Objects.requireNonNull(columns.customerId()));
            if (columns.visitorId() != null) visitors.add(columns.visitorId());
        }
        var tied = new HashSet<>(customers);
        var visits = visits(clicks);
        visitors.removeAll(visits.keySet());
        return ofVisits(session, visits)
                .invoke(touched -> {
                    customers.addAll(touched.customers());
                    orders.addAll(touched.orders());
                })
                .chain(() -> add(session, ORDERS_OF_VISITORS, visitors, orders))
                .chain(() -> Persons.ofTenant(session, programs, customers))
                .invoke(people -> customers.addAll(people.allIdsOf(customers)))
                .chain(() -> add(session, ORDERS_OF_PEOPLE, customers, orders))
                .chain(() -> journeys ? addJourneys(session, programs, visits.keySet(), tied, orders) : done())
                .chain(() -> add(session, ORDERS_OF_REFUNDS, refunds, orders))
                .map(done -> new Affected(customers, orders));
    }

    private static Uni<Void> addJourneys(
            Mutiny.StatelessSession session,
            Collection<Program> programs,
            Set<String> visitors,
            Set<String> people,
            Set<String> orders) {
        return add(session, PEOPLE_OF_VISITORS, visitors, people)
                .chain(() -> Persons.ofTenant(session, programs, people))
                .chain(merged -> ordersOfPeople(session, merged.allIdsOf(people)))
                .invoke(orders::addAll)
                .replaceWithVoid();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    /** The orders of these customers, also those placed by their visitors, with their addresses or on their devices, without saying who they are. */
    static Uni<List<String>> ordersOfPeople(Mutiny.StatelessSession session, Set<String> customers) {
        return values(session, ORDERS_OF_PEOPLE, customers);
    }

    /** Whether the fact says who somebody is. */
    private static boolean ties(EventData fact) {
        return fact instanceof SignUpRecorded || fact instanceof IdentifyRecorded || fact instanceof AliasRecorded;
    }

    /** Every visitor's earliest visit: whom it touches, the later ones touch as well. */
    private static Map<String, Instant> visits(Collection<Event<?>> clicks) {
        var visits = new HashMap<String, Instant>();
        for (var event : clicks) {
            var visitor = ((ClickRecorded) event.data()).visitorId();
            if (visitor != null)
                visits.merge(visitor, earliest(event), (one, other) -> one.isBefore(other) ? one : other);
        }
        return visits;
    }

    private static Uni<Affected> ofVisits(Mutiny.StatelessSession session, Map<String, Instant> visits) {
        return Columns.of(visits.entrySet())
                .text("visitors", Map.Entry::getKey)
                .time("times", Map.Entry::getValue)
                .read(session, OF_VISITS, String.class)
                .map(Affected::named);
    }

    /** @param subjects customers after an {@code s}, orders after an {@code o} */
    static Affected named(List<String> subjects) {
        var customers = new HashSet<String>();
        var orders = new HashSet<String>();
        for (var subject : subjects) (subject.startsWith("s") ? customers : orders).add(subject.substring(1));
        return new Affected(customers, orders);
    }

    // A landing click's touch is a little older than the page; looking from the touch on misses nothing.
    private static Instant earliest(Event<?> event) {
        return Timelines.ClickIds.clickedAt(((ClickRecorded) event.data()).touchId(), event.time());
    }

    private static Uni<Void> add(Mutiny.StatelessSession session, String query, Set<String> values, Set<String> found) {
        return values(session, query, values).invoke(found::addAll).replaceWithVoid();
    }

    private static Uni<List<String>> values(Mutiny.StatelessSession session, String query, Set<String> values) {
        if (values.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(query, String.class)
                .setParameter("values", values.toArray(String[]::new))
                .getResultList();
    }
}
