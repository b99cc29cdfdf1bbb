package io.grapevine.insights.ring;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what the people of one ring have in common. */
final class Tally {

    private final Map<Trait, Integer> things = new EnumMap<>(Trait.class);
    private final Map<Trait, Set<Integer>> people = new EnumMap<>(Trait.class);

    /** One thing that these people share. */
    void add(Trait trait, Collection<Integer> sharers) {
        things.merge(trait, 1, Integer::sum);
        people.computeIfAbsent(trait, each -> new HashSet<>()).addAll(sharers);
    }

    /** In the order of traits, without those that nobody shares. */
    List<Ring.Proof> proofs() {
        return people.entrySet().stream()
                .map(each -> new Ring.Proof(
                        each.getKey().wireName(),
                        things.getOrDefault(each.getKey(), 0),
                        each.getValue().size()))
                .toList();
    }
}
