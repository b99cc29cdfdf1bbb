package io.grapevine.insights.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people below one person, generation by generation.
 *
 * @param participantId null for a person who is not enrolled
 * @param brought how many people are in each generation given, direct friends first
 * @param truncated whether there are more people than were given, deeper or beside
 */
public record Branch(
        String programKey,
        String externalId,
        @Nullable String participantId,
        List<Integer> brought,
        boolean truncated,
        List<Twig> referrals) {

    public Branch {
        brought = List.copyOf(brought);
        referrals = List.copyOf(referrals);
    }

    /** One referral of the branch; a direct friend has depth 1. */
    public record Twig(String externalId, String advocateExternalId, int depth, Instant boundAt) {}

    /** Grows a branch a generation at a time, up to a number of people. */
    public static final class Growth {

        private final int limit;
        private final List<Twig> referrals = new ArrayList<>();
        private List<String> tips;
        private int depth;
        private boolean truncated;

        /** @param limit the most people that are given */
        public Growth(String externalId, int limit) {
            this.tips = List.of(externalId);
            this.limit = limit;
        }

        /** Whose friends are asked for next; empty when the branch has no more. */
        public List<String> tips() {
            return tips;
        }

        /** How many may be asked for, one more than are given: the one too many shows that there are more. */
        public int asks() {
            return limit - referrals.size() + 1;
        }

        public int depth() {
            return depth;
        }

        /** Whether no further generation can be added. */
        public boolean full() {
            return truncated || tips.isEmpty();
        }

        /** Adds the friends of the present tips. */
        public void grow(List<Referred> friends) {
            depth++;
            truncated = friends.size() >= asks();
            friends.stream()
                    .limit(limit - referrals.size())
                    .forEach(friend -> referrals.add(
                            new Twig(friend.externalId(), friend.advocateExternalId(), depth, friend.boundAt())));
            tips = referrals.stream()
                    .filter(twig -> twig.depth() == depth)
                    .map(Twig::externalId)
                    .toList();
        }

        /** @param goesOn whether the last generation given has brought people itself */
        public Branch cut(String programKey, String externalId, @Nullable String participantId, boolean goesOn) {
            var byDepth = referrals.stream()
                    .collect(Collectors.groupingBy(Twig::depth, TreeMap::new, Collectors.summingInt(twig -> 1)));
            return new Branch(
                    programKey,
                    externalId,
                    participantId,
                    List.copyOf(byDepth.values()),
                    truncated || goesOn,
                    referrals);
        }
    }

    /** A friend as the table of referrals gives it. */
    public record Referred(String externalId, String advocateExternalId, Instant boundAt) {}
}
