package io.grapevine.attribution.fraud;

import static io.grapevine.events.FraudSignal.DENSE_CLUSTER;
import static io.grapevine.events.FraudSignal.RING;

import io.grapevine.attribution.journey.CodePoints;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * People who are told to be the same and stand near one another in the referral graph. A family is that, too: so it takes two beside
 * the customer where they are next to each other, and more where they are farther apart: who
 * runs a ring hands accounts on from one to the next, and those who share a device stand apart in it.
 */
final class Rings {

    /** Steps up or down: an advocate is one, somebody brought by the same advocate two, a cousin four. */
    static final int NEXT = 6;

    // With the customer three: two are an advocate and a friend, of whom self-referral speaks.
    private static final int NEXT_ALIKE = 2;
    // With the customer four: a family that large seldom has all its members in one part of the graph.
    private static final int NEAR_ALIKE = 3;
    // Of those around the customer who share one thing: a couple in an office are two.
    private static final int CLUSTER_ALIKE = 3;

    private Rings() {}

    /** Several of those near the customer share something of a person's own with them. */
    static Optional<Signal> ring(Suspect suspect, Neighbourhood around) {
        var alike = near(suspect, around, Trait::isStrong);
        var next = alike.values().stream().filter(steps -> steps <= NEXT).count();
        return next < NEXT_ALIKE && alike.size() < NEAR_ALIKE
                ? Optional.empty()
                : Optional.of(new Signal(RING, suspect.restsOnSignUp(), with(alike.keySet())));
    }

    /**
     * The customer shares the place and the day with several of those near, of whom several share one thing among themselves, or one
     * shares a thing of a person's own with the customer.
     */
    static Optional<Signal> denseCluster(Suspect suspect, Neighbourhood around) {
        var near = near(suspect, around, trait -> trait == Trait.PLACE).keySet();
        if (near.size() < CLUSTER_ALIKE) return Optional.empty();
        return isOneOfThem(suspect, around) || areAlike(near, around)
                ? Optional.of(new Signal(DENSE_CLUSTER, suspect.restsOnSignUp(), with(near)))
                : Optional.empty();
    }

    private static boolean isOneOfThem(Suspect suspect, Neighbourhood around) {
        return !near(suspect, around, Trait::isStrong).isEmpty();
    }

    private static boolean areAlike(Set<String> people, Neighbourhood around) {
        var owners = new HashMap<Identifier, Set<String>>();
        around.shownBy(people)
                .filter(seen -> seen.identifier().trait().isStrong())
                .forEach(seen -> owners.computeIfAbsent(seen.identifier(), identifier -> new HashSet<>())
                        .add(seen.person()));
        return owners.values().stream().anyMatch(alike -> alike.size() >= CLUSTER_ALIKE);
    }

    /** Who shares such a thing with the customer, and how many steps away in the graph; nobody farther than {@link Neighbourhood#FARTHEST}. */
    private static TreeMap<String, Integer> near(Suspect suspect, Neighbourhood around, Predicate<Trait> shared) {
        var near = new TreeMap<String, Integer>(CodePoints.ORDER);
        var above = above(suspect, around);
        around.shownBy(suspect.people())
                .filter(seen -> shared.test(seen.identifier().trait()))
                .flatMap(seen -> around.sharersOf(seen.identifier()))
                .map(Sighting::person)
                .filter(person -> !suspect.people().contains(person))
                .forEach(person -> {
                    var steps = steps(person, above, around);
                    if (steps <= Neighbourhood.FARTHEST) near.put(person, steps);
                });
        return near;
    }

    /** The customer, and everybody above within reach, by how far up they stand. */
    private static Map<String, Integer> above(Suspect suspect, Neighbourhood around) {
        var above = new HashMap<String, Integer>();
        suspect.people().forEach(person -> above.put(person, 0));
        for (var advocate : suspect.advocates()) {
            var at = advocate;
            for (var steps = 1; at != null && steps <= Neighbourhood.FARTHEST; steps++) {
                above.merge(at, steps, Math::min);
                at = around.advocateOf().get(at);
            }
        }
        return above;
    }

    private static int steps(String person, Map<String, Integer> above, Neighbourhood around) {
        var at = person;
        for (var steps = 0; at != null && steps <= Neighbourhood.FARTHEST; steps++) {
            var met = above.get(at);
            if (met != null) return steps + met;
            at = around.advocateOf().get(at);
        }
        return Integer.MAX_VALUE;
    }

    // Two of them are enough to begin with; naming all would make a revision of every new one.
    private static Map<String, String> with(Collection<String> people) {
        return Map.of("with", String.join(", ", List.copyOf(people).subList(0, Math.min(2, people.size()))));
    }
}
