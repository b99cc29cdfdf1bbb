package io.grapevine.notification.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an entry stands in its feed: by when it came, then by its id. Its text is cursor and event id.
 *
 * @param at to the microsecond, as the database keeps it
 * @param entryId empty = before all of that time
 */
public record FeedPlace(Instant at, String entryId) {

    /**
     * Entries become visible when their transaction commits, which need not be in the order of their times: who watches looks this far
     * back. A transaction of ours takes a fraction of it.
     */
    public static final Duration LATEST_COMMIT = Duration.ofSeconds(30);

    private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.([A-Za-z0-9_-]{0,80})");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    public FeedPlace {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** {@code <microseconds since 1970>.<id>}. */
    public String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + entryId;
    }

    /** Empty for a text that is none of ours. */
    public static Optional<FeedPlace> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        var micros = Long.parseLong(matcher.group(1));
        var at = Instant.ofEpochSecond(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * NANOS_PER_MICRO);
        return Optional.of(new FeedPlace(at, matcher.group(2)));
    }

    /** From where on a watcher who has seen everything up to here must look again. */
    public Instant lookBackTo() {
        return at.minus(LATEST_COMMIT);
    }
}
