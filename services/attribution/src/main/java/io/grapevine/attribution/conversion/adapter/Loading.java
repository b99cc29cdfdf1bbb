package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Loads all that deciding some customers' sign-ups and some orders can depend on, in five queries. */
final class Loading {

    private static final String PEOPLE = "select " + FactRow.COLUMNS
            + " from facts where customer_id = any(:people) and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED')";
    // The facts of the orders, and refunds of other orders that go by the same refund ids.
    private static final String ORDERS = """
            with own as materialized (select %1$s from facts where order_id = any(:orders)) select * from own union all \
            select same.* from (select distinct refund_id from own where refund_id is not null) named cross join lateral \
            (select %1$s from facts f where f.refund_id = named.refund_id and not f.order_id = any(:orders) offset 0) same""".formatted(FactRow.COLUMNS);
    private static final String TIES = "select distinct on (visitor_id) " + FactRow.COLUMNS + """
             from facts where visitor_id = any(:visitors) and customer_id is not null and consent is distinct from 'DENIED' \
            and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED') order by visitor_id, occurred_at, event_id""";
    private static final String EMAIL_TIES = "select distinct on (email_form) " + FactRow.COLUMNS + """
             from facts where email_form = any(:forms) and customer_id is not null and consent is distinct from 'DENIED' \
            and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED') order by email_form, occurred_at, event_id""";
    private static final String TIES_BY_KEY = TIES.replace("visitor_id = any", "lookup_key(visitor_id) = any");
    // Two index scans; "or" over two indexes is planned as a scan of the table.
    private static final String CODES = """
            select * from codes where code = any(:codes) union select * from codes where link_id = any(:links)""";

    private final Mutiny.StatelessSession session;
    private final Program program;
    private final Persons persons;
    private final LoadAsides asides;
    private final Touchpoints touchpoints;

    /** @param program facts that came too late for it are left out, but for the conversions that say so */
    Loading(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
        this.persons = new Persons(session, program);
        this.asides = new LoadAsides(session, program);
        this.touchpoints = new Touchpoints(session);
    }

    Uni<Evidence> of(Set<String> people, Set<String> orders) {
        return people(people)
                .chain(ofPeople -> rows(ORDERS, "orders", orders).chain(ofOrders -> evidence(ofPeople, ofOrders)));
    }

    /** The same for orders whose people's whole journeys count, not only what the orders themselves show. */
    Uni<Evidence> ofJourneys(Set<String> orders) {
        return rows(ORDERS, "orders", orders)
                .chain(ofOrders -> ties(strangers(ofOrders))
                        .chain(ties -> emailTies(emailsOfGuests(ofOrders))
                                .chain(emailTies -> asides.ofDevices(List.of(), ofOrders)
                                        .map(ofDevices -> customers(ofOrders, ties, emailTies, ofDevices))))
                        .chain(this::people)
                        .chain(ofPeople -> evidence(ofPeople, ofOrders)));
    }

    /** The journeys, up to a time, of whoever these visitors, given by their keys, turned out to be. */
    Uni<Evidence> ofVisitors(Set<UUID> visitors, Instant until) {
        return ties(TIES_BY_KEY, visitors.toArray(UUID[]::new))
                .chain(ties -> people(customers(List.of(), ties, List.of(), Asides.NONE))
                        .chain(ofPeople -> evidence(
                                ofPeople,
                                List.of(),
                                visitors,
                                ties,
                                many -> Uni.createFrom()
                                        .item(many.stream()
                                                .map(visitor -> new Touchpoints.Wanted(visitor, until))
                                                .collect(toSet())))));
    }

    /** What ties visitors to these people, by whatever of their ids. */
    private Uni<List<FactRow>> people(Set<String> customers) {
        return persons.allIdsOf(customers).chain(ids -> rows(PEOPLE, "people", ids));
    }

    private Uni<Evidence> evidence(List<FactRow> ofPeople, List<FactRow> ofOrders) {
        var strangers = strangers(ofOrders);
        return ties(strangers)
                .chain(ties -> evidence(
                        ofPeople,
                        ofOrders,
                        strangers.stream().map(LookupKeys::ofVisitor).collect(toSet()),
                        ties,
                        many -> conversions(
                                Stream.concat(ofPeople.stream(), ofOrders.stream())
                                        .toList(),
                                ties,
                                many)));
    }

    private Uni<Evidence> evidence(
            List<FactRow> ofPeople,
            List<FactRow> ofOrders,
            Set<UUID> strangers,
            List<FactRow> ties,
            Function<Set<UUID>, Uni<Set<Touchpoints.Wanted>>> wanted) {
        var facts = Stream.concat(ofPeople.stream(), ofOrders.stream()).toList();
        var named = facts.stream().map(row -> row.visitorId).filter(Objects::nonNull);
        var visitors = Stream.concat(named.map(LookupKeys::ofVisitor), strangers.stream())
                .collect(toSet());
        return touchpoints
                .of(visitors, wanted)
                .map(this::touchesInTime)
                .chain(touchpoints -> emailTies(emailsOfGuests(ofOrders))
                        .chain(emailTies -> asides.ofDevices(ofPeople, ofOrders)
                                .chain(ofDevices -> codes(facts, touched(touchpoints, ofDevices))
                                        .chain(codes -> evidence(
                                                ofPeople, ofOrders, touchpoints, ties, emailTies, codes, ofDevices)))));
    }

    private static Collection<TouchpointRow> touched(List<TouchpointRow> touchpoints, Asides ofDevices) {
        return Stream.concat(
                        touchpoints.stream(),
                        ofDevices.touchpointsOfDevice().values().stream().flatMap(List::stream))
                .toList();
    }

    /** With who is merged with whom of all customers and owners of codes in it. */
    private Uni<Evidence> evidence(
            List<FactRow> ofPeople,
            List<FactRow> ofOrders,
            List<TouchpointRow> touchpoints,
            List<FactRow> ties,
            List<FactRow> emailTies,
            List<CodeRow> codes,
            Asides ofDevices) {
        var ids = Stream.of(ofPeople, ofOrders, ties, emailTies)
                .flatMap(List::stream)
                .flatMap(row -> Stream.ofNullable(row.customerId));
        var known = Stream.of(
                        ids, codes.stream().map(row -> row.externalId), ofDevices.personByDevice().values().stream())
                .flatMap(all -> all)
                .collect(toSet());
        var visitors = Stream.concat(ofPeople.stream(), ofOrders.stream())
                .flatMap(row -> Stream.ofNullable(row.visitorId))
                .collect(toSet());
        return persons.of(known)
                .chain(people -> asides.withAnswers(ofDevices, known, visitors, touchpoints, people)
                        .map(all -> evidence(ofPeople, ofOrders, touchpoints, ties, emailTies, codes, people, all)));
    }

    private Evidence evidence(
            List<FactRow> ofPeople,
            List<FactRow> ofOrders,
            List<TouchpointRow> touchpoints,
            List<FactRow> ties,
            List<FactRow> emailTies,
            List<CodeRow> codes,
            People people,
            Asides allAsides) {
        return new Evidence(new Loaded(
                inTime(ofPeople)
                        .filter(row -> row.type.equals("SIGNUP_RECORDED"))
                        .toList(),
                inTime(ofPeople)
                        .filter(row -> !row.type.equals("SIGNUP_RECORDED"))
                        .toList(),
                inTime(ofOrders).toList(),
                touchpoints,
                new CodeBook(codes.stream()
                        .collect(toMap(row -> row.code, row -> row.toOwner().as(people.personOf(row.externalId))))),
                codes.stream().collect(toMap(row -> row.linkId, row -> row.code, (one, other) -> one)),
                ties.stream()
                        .collect(toMap(
                                row -> String.valueOf(row.visitorId),
                                row -> people.personOf(String.valueOf(row.customerId)),
                                (earliest, later) -> earliest)),
                Traces.Known.NOTHING,
                Stream.concat(ofPeople.stream(), ofOrders.stream())
                        .filter(row -> !isInTime(row))
                        .toList(),
                Map.of(),
                emailTies.stream()
                        .collect(toMap(
                                row -> String.valueOf(Timelines.emailForm(row.parsed())),
                                row -> people.personOf(String.valueOf(row.customerId)),
                                (earliest, later) -> earliest)),
                people,
                allAsides));
    }

    private Stream<FactRow> inTime(List<FactRow> rows) {
        return rows.stream().filter(this::isInTime);
    }

    private boolean isInTime(FactRow row) {
        return program.accepts(row.occurredAt, row.lateBy());
    }

    private Uni<List<FactRow>> ties(Set<String> visitors) {
        return ties(TIES, visitors.toArray(String[]::new));
    }

    /** Whom visitors turned out to be, a visitor's earliest tie first: one each, unless those that came too late must be skipped. */
    private Uni<List<FactRow>> ties(String query, Object[] visitors) {
        return earliest(query, "distinct on (visitor_id) ", "visitors", visitors);
    }

    /** Whose addresses these are, likewise. */
    private Uni<List<FactRow>> emailTies(Set<String> forms) {
        return earliest(EMAIL_TIES, "distinct on (email_form) ", "forms", forms.toArray(String[]::new));
    }

    private Uni<List<FactRow>> earliest(String query, String oneEach, String parameter, Object[] values) {
        if (!program.boundsLateness()) return rows(query, parameter, values);
        return rows(query.replace(oneEach, ""), parameter, values)
                .map(rows -> inTime(rows).toList());
    }

    private static Set<String> emailsOfGuests(List<FactRow> ofOrders) {
        return ofOrders.stream()
                .filter(row -> row.customerId == null)
                .flatMap(row -> Stream.ofNullable(Timelines.emailForm(row.parsed())))
                .collect(toSet());
    }

    /** Visitors who ordered without saying who they are. */
    private static Set<String> strangers(List<FactRow> ofOrders) {
        return ofOrders.stream()
                .filter(row -> row.customerId == null && row.visitorId != null)
                .map(row -> row.visitorId)
                .collect(toSet());
    }

    private static Set<String> customers(
            List<FactRow> ofOrders, List<FactRow> ties, List<FactRow> emailTies, Asides ofDevices) {
        var named = Stream.of(ofOrders, ties, emailTies)
                .flatMap(List::stream)
                .map(row -> row.customerId)
                .filter(Objects::nonNull);
        return Stream.concat(named, ofDevices.personByDevice().values().stream())
                .collect(toSet());
    }

    private Uni<List<FactRow>> rows(String query, String parameter, Set<String> values) {
        return rows(query, parameter, values.toArray(String[]::new));
    }

    private Uni<List<FactRow>> rows(String query, String parameter, Object[] values) {
        if (values.length == 0) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(query, FactRow.class)
                .setParameter(parameter, values)
                .getResultList();
    }

    private List<TouchpointRow> touchesInTime(List<TouchpointRow> rows) {
        return rows.stream()
                .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                .toList();
    }

    /** The conversions among these facts that may be decided on touches of these visitors: theirs, their people's, and guests'. */
    private Uni<Set<Touchpoints.Wanted>> conversions(List<FactRow> facts, List<FactRow> ties, Set<UUID> visitors) {
        var tied = Stream.concat(facts.stream(), ties.stream())
                .filter(row -> row.customerId != null && visitors.contains(LookupKeys.ofVisitor(row.visitorId)))
                .map(row -> row.customerId)
                .collect(toSet());
        return persons.allIdsOf(tied)
                .map(people -> facts.stream()
                        .filter(row ->
                                row.parsed() instanceof SignUpRecorded || row.parsed() instanceof PurchaseRecorded)
                        .flatMap(row -> visitors.stream()
                                .filter(visitor -> row.customerId == null
                                        || people.contains(row.customerId)
                                        || visitor.equals(LookupKeys.ofVisitor(row.visitorId)))
                                .map(visitor -> new Touchpoints.Wanted(visitor, row.occurredAt)))
                        .collect(toSet()));
    }

    private Uni<List<CodeRow>> codes(Collection<FactRow> facts, Collection<TouchpointRow> touchpoints) {
        var codes = new HashSet<String>();
        var links = new HashSet<String>();
        for (var row : facts)
            switch (row.parsed()) {
                case SignUpRecorded signUp -> named(signUp.evidence(), codes, links);
                case PurchaseRecorded purchase -> named(purchase.evidence(), codes, links);
                default -> {} // carries no evidence
            }
        for (var touchpoint : touchpoints) if (touchpoint.code != null) codes.add(touchpoint.code);
        if (codes.isEmpty() && links.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(CODES, CodeRow.class)
                .setParameter("codes", codes.toArray(String[]::new))
                .setParameter("links", links.toArray(String[]::new))
                .getResultList()
                .map(ArrayList::new);
    }

    private static void named(io.grapevine.events.Evidence evidence, Set<String> codes, Set<String> links) {
        if (evidence.referralCode() != null) codes.add(evidence.referralCode());
        codes.addAll(evidence.couponCodes());
        var click = evidence.click();
        if (click != null) links.add(click.linkId());
    }
}
