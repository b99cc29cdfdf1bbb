package io.grapevine.insights.graph;

import io.grapevine.insights.funnel.Amount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The people below one person, generation by generation.
 *
 * @param participantId null for a person who is not enrolled
 * @param brought how many people of each generation are given, direct friends first
 * @param truncated whether there are more people than were given, deeper or beside
 * @param friends all whom the person brought
 * @param descendants all who are below, given or not
 * @param net what the person's own credited orders came to after refunds
 * @param netBelow the same of everybody below
 */
public record Branch(
        String programKey,
        String externalId,
        @Nullable String participantId,
        List<Integer> brought,
        boolean truncated,
        int friends,
        long descendants,
        List<Amount> net,
        List<Amount> netBelow,
        List<Twig> referrals) {

    public Branch {
        brought = List.copyOf(brought);
        net = List.copyOf(net);
        netBelow = List.copyOf(netBelow);
        referrals = List.copyOf(referrals);
    }

    /**
     * One referral of the branch; a direct friend has depth 1.
     *
     * @param friends whom this person brought in turn
     * @param more of these, how many are not given
     */
    public record Twig(
            String externalId,
            String advocateExternalId,
            int depth,
            Instant boundAt,
            int friends,
            int more,
            long descendants,
            List<Amount> net,
            List<Amount> netBelow) {}

    /** How much of a branch is given: generations, people in all, and friends of one person. */
    public record Extent(int generations, int people, int friendsOfOne) {}

    /** @return empty if there is no such person */
    public static Optional<Branch> of(
            String programKey, LiveForest forest, String externalId, @Nullable String participantId, Extent extent) {
        var person = forest.find(externalId);
        if (person.isEmpty()) return Optional.empty();
        var growth = new Growth(forest, person.getAsInt(), extent);
        return Optional.of(growth.branch(programKey, externalId, participantId));
    }

    /** Grows breadth first until it is full, then sums from the tips up: whoever is not given is counted run by run. */
    private static final class Growth {

        private final LiveForest forest;
        private final int[] people;
        private final int[] advocates;
        private final int[] depths;
        private final int[] given;
        private final Below[] below;
        private int count;

        Growth(LiveForest forest, int person, Extent extent) {
            this.forest = forest;
            this.people = new int[extent.people() + 1];
            this.advocates = new int[people.length];
            this.depths = new int[people.length];
            this.given = new int[people.length];
            people[count++] = person;
            for (var i = 0; i < count && depths[i] < extent.generations(); i++) grow(i, extent.friendsOfOne());
            this.below = new Below[count];
            sum();
        }

        private void grow(int i, int most) {
            var friends = Math.min(most, people.length - count);
            var before = count;
            forest.only(people[i]).next().forFirst(friends, friend -> {
                people[count] = friend;
                advocates[count] = i;
                depths[count] = depths[i] + 1;
                count++;
            });
            given[i] = count - before;
        }

        private void sum() {
            Arrays.setAll(below, i -> new Below(forest));
            for (var i = count - 1; i >= 0; i--) {
                if (given[i] < forest.friendsOf(people[i]))
                    below[i].addAll(forest.only(people[i]).next().after(given[i]));
                if (i > 0) below[advocates[i]].add(people[i], below[i]);
            }
        }

        private Branch branch(String programKey, String externalId, @Nullable String participantId) {
            var referrals = IntStream.range(1, count)
                    .mapToObj(this::twig)
                    .sorted(Comparator.comparingInt(Twig::depth)
                            .thenComparing(Twig::boundAt)
                            .thenComparing(Twig::externalId, PersonIds.BY_CODE_POINT))
                    .toList();
            var byDepth = referrals.stream()
                    .collect(Collectors.groupingBy(Twig::depth, TreeMap::new, Collectors.summingInt(twig -> 1)));
            return new Branch(
                    programKey,
                    externalId,
                    participantId,
                    new ArrayList<>(byDepth.values()),
                    below[0].people() > count - 1,
                    forest.friendsOf(people[0]),
                    below[0].people(),
                    below[0].netOf(people[0]),
                    below[0].net(),
                    referrals);
        }

        private Twig twig(int i) {
            var person = people[i];
            var friends = forest.friendsOf(person);
            return new Twig(
                    forest.idOf(person),
                    forest.idOf(people[advocates[i]]),
                    depths[i],
                    Instant.ofEpochMilli(forest.atOf(person)),
                    friends,
                    friends - given[i],
                    below[i].people(),
                    below[i].netOf(person),
                    below[i].net());
        }
    }
}
