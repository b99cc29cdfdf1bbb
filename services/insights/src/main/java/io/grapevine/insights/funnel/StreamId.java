package io.grapevine.insights.funnel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a listener has heard; what {@code Last-Event-ID} carries. It means the same on every instance, since the database counts both.
 *
 * @param writes at which the figures were counted
 * @param transaction changes of the graph from this transaction on are yet to be told
 * @param atSeconds since 1970, when that was so
 */
public record StreamId(long writes, long transaction, long atSeconds) {

    /** Changes of the graph are kept for an hour; what nearly is too old counts as too old. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(50);
    /** Digits that always fit a long. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

    public StreamId {
        if (writes < 0 || transaction < 0)
            throw new IllegalArgumentException("counts must not be negative, were " + writes + " and " + transaction);
    }

    /** Empty for what is no id of ours: whoever shows it begins anew. */
    public static Optional<StreamId> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new StreamId(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** Whether what changed since is still known. */
    public boolean isGoodAt(Instant now) {
        return now.getEpochSecond() - atSeconds < GOOD_FOR.toSeconds();
    }

    @Override
    public String toString() {
        return writes + "-" + transaction + "-" + atSeconds;
    }
}
