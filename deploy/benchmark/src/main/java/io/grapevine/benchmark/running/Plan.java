package io.grapevine.benchmark.running;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to measure and for how long.
 *
 * @param conversions how many are replayed
 * @param rewards how many are in the largest books
 */
public record Plan(Set<Name> only, int rounds, Duration round, Duration warmUp, int conversions, int rewards) {

    /** As many as the issue wants replayed. */
    public static final int WANTED_CONVERSIONS = 100_000;

    /** As many as are issued in a minute or two; the issue wants ten times as many looked at. */
    public static final int SMALL_BOOKS = 100_000;

    /** In the order they run: the ones that leave the system quiet come first. */
    public enum Name {
        CLASSIFY,
        MAILS,
        START,
        CONVERSIONS,
        ATTRIBUTION,
        REPLAYS,
        REDIRECT,
        INGEST,
        REWARDS,
        WEBHOOKS,
        FOLD,
        STREAMS,
        GRAPH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Below this the medians that the issue wants are not there. */
    public static final int WANTED_ROUNDS = 5;

    public Plan {
        if (only.isEmpty()) throw new IllegalArgumentException("nothing to measure");
        if (rounds < 1) throw new IllegalArgumentException("rounds must be positive, was " + rounds);
        if (!round.isPositive()) throw new IllegalArgumentException("a round must take time, was " + round);
        if (warmUp.isNegative()) throw new IllegalArgumentException("warm-up must not be negative, was " + warmUp);
        if (conversions < 1) throw new IllegalArgumentException("conversions must be positive, were " + conversions);
        if (rewards < 1) throw new IllegalArgumentException("rewards must be positive, were " + rewards);
        only = Set.copyOf(only);
    }

    public Plan(Set<Name> only, int rounds, Duration round, Duration warmUp) {
        this(only, rounds, round, warmUp, WANTED_CONVERSIONS, SMALL_BOOKS);
    }

    /** Whether anything is measured that needs the system. */
    public boolean needsTheSystem() {
        return only.stream().anyMatch(name -> name != Name.CLASSIFY && name != Name.MAILS);
    }

    /**
     * Reads names with commas between them; blank means all.
     *
     * @throws IllegalArgumentException if one of them is no benchmark
     */
    public static Set<Name> names(String list) {
        if (list.isBlank()) return EnumSet.allOf(Name.class);
        return Arrays.stream(list.split(",")).map(Plan::named).collect(Collectors.toSet());
    }

    private static Name named(String word) {
        return Arrays.stream(Name.values())
                .filter(name -> name.word().equals(word.strip()))
                .findAny()
                .orElseThrow(
                        () -> new IllegalArgumentException("no benchmark is called " + word.strip() + "; there are "
                                + Arrays.stream(Name.values()).map(Name::word).collect(Collectors.joining(", "))));
    }
}
