package io.grapevine.notification.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps us from posting, over and over, into a receiver that is down. Closed it lets everything through; after {@link #THRESHOLD} failures in a
 * row it is open, and nothing is posted; when its time is over one post is let through to see, and if that fails, too, it is open for twice as long.
 *
 * @param failuresInRow since the receiver last gave a sign of life
 * @param openUntil nothing is posted before; in the past if it was never open
 */
public record Circuit(int failuresInRow, Instant openUntil) {

    /** Few enough to spare a dead receiver, more than the hiccups of a living one. */
    public static final int THRESHOLD = 5;

    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** So that a receiver that comes back is noticed soon: the retries themselves are spread by the schedule. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 5;

    /** What may be posted now. */
    public enum State {
        CLOSED,
        OPEN,
        /** One post, to see whether the receiver is back. */
        PROBING
    }

    public Circuit {
        if (failuresInRow < 0)
            throw new IllegalArgumentException("failuresInRow must not be negative: " + failuresInRow);
    }

    public static Circuit closed() {
        return new Circuit(0, Instant.EPOCH);
    }

    public State at(Instant now) {
        if (failuresInRow < THRESHOLD) return State.CLOSED;
        return now.isBefore(openUntil) ? State.OPEN : State.PROBING;
    }

    /** A failed probe speaks for everything that waited for it. */
    public boolean hasFailedProbe() {
        return failuresInRow > THRESHOLD;
    }

    /** The receiver answered, whatever it said: it is there. */
    public Circuit afterSignOfLife() {
        return closed();
    }

    /** Posts that were under way when it opened say nothing new. */
    public Circuit afterFailure(Instant now) {
        if (at(now) == State.OPEN) return this;
        var failures = failuresInRow + 1;
        return failures < THRESHOLD
                ? new Circuit(failures, openUntil)
                : new Circuit(failures, now.plus(pause(failures)));
    }

    private static Duration pause(int failures) {
        var doublings = Math.min(failures - THRESHOLD, MOST_DOUBLINGS);
        var pause = SHORTEST.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
