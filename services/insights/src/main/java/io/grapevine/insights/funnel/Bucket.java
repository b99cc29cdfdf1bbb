package io.grapevine.insights.funnel;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How finely a funnel is divided by time, UTC; a week begins on Monday. */
public enum Bucket {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(28));

    /** What a chart can show and an answer may weigh. */
    public static final int MOST = 1_500;

    private final Duration shortest;

    Bucket(Duration shortest) {
        this.shortest = shortest;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Bucket> named(String word) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.wireName().equals(word))
                .findFirst();
    }

    /** Whether the period has a beginning, where that bounds what is counted, and no more buckets than an answer holds. */
    public boolean divides(Period period) {
        var length = period.length();
        return length == null ? this != MINUTE : length.compareTo(shortest.multipliedBy(MOST)) <= 0;
    }

    /** Minutes are not kept as sums: they are counted one by one. */
    public Period.Cut cut(Period period) {
        return this == MINUTE ? period.inPieces() : period.wholeUnits(Duration.ofHours(1));
    }
}
