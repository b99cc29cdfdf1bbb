package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.grapevine.attribution.identity.Consented;
import io.grapevine.attribution.identity.Consented.Answer;
import io.grapevine.attribution.identity.People;
import io.grapevine.events.Consent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What devices tell of people, and what people answered when asked whether they agree.
 *
 * @param personByDevice the one person who signed up or was identified on a device; a device of two people is nobody's
 * @param touchpointsOfDevice by person: touches on such a device, of visitors who are tied to nobody else
 * @param answersOfPeople what was answered by events that name a customer, which speak for that customer alone
 * @param answersOfVisitors what was answered by events that name a visitor only
 */
record Asides(
        Map<UUID, String> personByDevice,
        Map<String, List<TouchpointRow>> touchpointsOfDevice,
        Map<String, List<Answer>> answersOfPeople,
        Map<UUID, List<Answer>> answersOfVisitors) {

    static final Asides NONE = new Asides(Map.of(), Map.of(), Map.of(), Map.of());

    /** The same with what was answered, by facts and by clicks. */
    Asides answered(Collection<FactRow> facts, Collection<TouchpointRow> clicks, People people) {
        var ofVisitors = new HashMap<UUID, List<Answer>>();
        for (var row : facts)
            if (row.customerId == null)
                ofVisitors
                        .computeIfAbsent(LookupKeys.ofVisitor(row.visitorId), visitor -> new ArrayList<>())
                        .add(answer(row));
        for (var click : clicks)
            if (Consent.GRANTED.name().equals(click.consent))
                ofVisitors
                        .computeIfAbsent(click.visitor, visitor -> new ArrayList<>())
                        .add(new Answer(true, click.order()));
        return new Asides(
                personByDevice,
                touchpointsOfDevice,
                facts.stream()
                        .filter(row -> row.customerId != null)
                        .collect(groupingBy(
                                row -> people.personOf(Objects.requireNonNull(row.customerId)),
                                mapping(Asides::answer, toList()))),
                ofVisitors);
    }

    private static Answer answer(FactRow row) {
        return new Answer(row.consent() == Consent.GRANTED, row.order());
    }

    /** What somebody answered: by events that name them, and by those that name only a visitor of theirs. */
    List<Answer> answersOf(@Nullable String person, Set<UUID> visitors) {
        var answers = new ArrayList<Answer>();
        if (person != null) answers.addAll(answersOfPeople.getOrDefault(person, List.of()));
        for (var visitor : visitors) answers.addAll(answersOfVisitors.getOrDefault(visitor, List.of()));
        return answers;
    }

    /** Whether the fact's person agrees to it. */
    static Consented consented(FactRow row, Collection<Answer> answers) {
        return Consented.of(row.consent(), row.order(), answers);
    }

    /** Both together; of the same person, visitor or device both know the same. */
    Asides and(Asides more) {
        return new Asides(
                union(personByDevice, more.personByDevice),
                union(touchpointsOfDevice, more.touchpointsOfDevice),
                union(answersOfPeople, more.answersOfPeople),
                union(answersOfVisitors, more.answersOfVisitors));
    }

    private static <K, V> Map<K, V> union(Map<K, V> one, Map<K, V> other) {
        if (one.isEmpty()) return other;
        var union = new HashMap<>(one);
        union.putAll(other);
        return union;
    }
}
