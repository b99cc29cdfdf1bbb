package io.grapevine.acceptance.faults.story;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue; people name its entries in lower case with hyphens. */
public enum FaultKind {
    KILL,
    ZOMBIE,
    KAFKA_STOP,
    KAFKA_FREEZE,
    POSTGRES_RESTART,
    POSTGRES_TERMINATE,
    REDIS_FLUSH,
    REDIS_KILL,
    REPEATS,
    HANG_UPS,
    POISON,
    REBALANCE_STORM,
    JOURNAL_FULL,
    TORN_TAIL;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that names nothing, with all that do */
    public static Set<FaultKind> parse(String words) {
        var kinds = EnumSet.noneOf(FaultKind.class);
        for (var word : words.split(",", -1)) if (!word.isBlank()) kinds.add(named(word.strip()));
        if (kinds.isEmpty()) throw new IllegalArgumentException("no faults named; there are " + words());
        return kinds;
    }

    private static FaultKind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findAny()
                .orElseThrow(
                        () -> new IllegalArgumentException("no fault is called " + word + "; there are " + words()));
    }

    private static String words() {
        return Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "));
    }
}
