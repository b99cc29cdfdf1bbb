package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.Consent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Loads what devices tell of people, and what people answered, where a tenant's facts say any of it. */
final class LoadAsides {

    private static final String OWNERS = "select " + FactRow.COLUMNS + """
             from facts where device = any(:devices) and customer_id is not null and consent is distinct from 'DENIED' \
            and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED')""";
    private static final String TOUCHPOINTS = "select " + TouchpointRow.COLUMNS + """
            , coalesce(t.code, c.code) as code from touchpoints t left join codes c on c.tenant_id = t.tenant_id \
            and c.link_id = t.link_id where t.device = any(:devices)""";
    private static final String TIES = "select " + FactRow.COLUMNS + """
             from facts where lookup_key(visitor_id) = any(:visitors) and customer_id is not null \
            and consent is distinct from 'DENIED' and type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED', 'ALIAS_RECORDED')""";
    private static final String ANSWERS = """
            select %1$s from facts where customer_id = any(:customers) and consent in ('GRANTED', 'DENIED') \
            union all select %1$s from facts where visitor_id = any(:visitors) and customer_id is null \
            and consent in ('GRANTED', 'DENIED')""".formatted(FactRow.COLUMNS);

    private final Mutiny.StatelessSession session;
    private final Program program;
    private final Persons persons;

    LoadAsides(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
        this.persons = new Persons(session, program);
    }

    /**
     * What devices tell: of the people whose facts these are, and of who placed these orders.
     *
     * @param ofPeople what ties visitors to them
     */
    Uni<Asides> ofDevices(Collection<FactRow> ofPeople, Collection<FactRow> ofOrders) {
        if (!program.usages().contains(Usage.DEVICES)) return Uni.createFrom().item(Asides.NONE);
        var devices = Stream.concat(
                        ofPeople.stream().filter(row -> row.consent() != Consent.DENIED),
                        ofOrders.stream().filter(row -> row.customerId == null))
                .filter(this::isInTime)
                .flatMap(row -> Stream.ofNullable(row.device()))
                .collect(toSet());
        return facts(OWNERS, "devices", devices)
                .chain(owners -> merged(owners)
                        .map(people -> owned(owners, people))
                        .chain(owned -> touchpoints(owned.keySet()).chain(touches -> undisputed(owned, touches))));
    }

    private Uni<People> merged(Collection<FactRow> rows) {
        return persons.of(
                rows.stream().map(row -> Objects.requireNonNull(row.customerId)).collect(toSet()));
    }

    /** Whose devices they are; those of several people are nobody's. */
    private static Map<UUID, String> owned(Collection<FactRow> owners, People people) {
        var byDevice = owners.stream()
                .collect(groupingBy(
                        row -> Objects.requireNonNull(row.device()), mapping(row -> person(row, people), toSet())));
        var owned = new HashMap<UUID, String>();
        byDevice.forEach((device, of) -> {
            if (of.size() == 1) owned.put(device, of.iterator().next());
        });
        return owned;
    }

    /** Leaves out touches of visitors who are tied to somebody else. */
    private Uni<Asides> undisputed(Map<UUID, String> owned, List<TouchpointRow> touches) {
        var visitors = touches.stream().map(touch -> touch.visitor).collect(toSet());
        return facts(TIES, "visitors", visitors)
                .chain(ties -> merged(ties).map(people -> {
                    var tied = new HashMap<UUID, Set<String>>();
                    for (var tie : ties)
                        tied.computeIfAbsent(LookupKeys.ofVisitor(tie.visitorId), visitor -> new HashSet<>())
                                .add(person(tie, people));
                    var byPerson = new HashMap<String, List<TouchpointRow>>();
                    for (var touch : touches) {
                        var person = Objects.requireNonNull(owned.get(touch.device));
                        if (Set.of(person).containsAll(tied.getOrDefault(touch.visitor, Set.of())))
                            byPerson.computeIfAbsent(person, any -> new ArrayList<>())
                                    .add(touch);
                    }
                    return new Asides(owned, byPerson, Map.of(), Map.of());
                }));
    }

    /** The same with what these people, and visitors, answered wherever. */
    Uni<Asides> withAnswers(
            Asides asides, Set<String> customers, Set<String> visitors, List<TouchpointRow> touches, People people) {
        if (!program.usages().contains(Usage.PENDING_CONSENT))
            return Uni.createFrom().item(asides);
        return session.createNativeQuery(ANSWERS, FactRow.class)
                .setParameter("customers", people.allIdsOf(customers).toArray(String[]::new))
                .setParameter("visitors", visitors.toArray(String[]::new))
                .getResultList()
                .map(rows ->
                        asides.answered(rows.stream().filter(this::isInTime).toList(), touches, people));
    }

    private Uni<List<FactRow>> facts(String query, String parameter, Set<UUID> values) {
        if (values.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(query, FactRow.class)
                .setParameter(parameter, values.toArray(UUID[]::new))
                .getResultList()
                .map(rows -> rows.stream().filter(this::isInTime).toList());
    }

    private Uni<List<TouchpointRow>> touchpoints(Set<UUID> devices) {
        if (devices.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(TOUCHPOINTS, TouchpointRow.class)
                .setParameter("devices", devices.toArray(UUID[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                        .toList());
    }

    private boolean isInTime(FactRow row) {
        return program.accepts(row.occurredAt, row.lateBy());
    }

    private static String person(FactRow row, People people) {
        return people.personOf(Objects.requireNonNull(row.customerId));
    }
}
