package io.grapevine.notification.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * How many posts an endpoint takes in a second (the generic cell rate algorithm): each post moves a point in time on by its share of a second, and
 * may go as long as that point is less than a second ahead. So a pause is made up for by a second's worth at once, and by no more.
 *
 * @param perSecond at most so many posts in any second, in the long run
 */
public record Throttle(int perSecond) {

    /** More is no limit worth keeping: a lane does not post faster. */
    public static final int MOST_PER_SECOND = 1_000;

    private static final Duration AHEAD = Duration.ofSeconds(1);

    public Throttle {
        if (perSecond < 1 || perSecond > MOST_PER_SECOND)
            throw new IllegalArgumentException("perSecond must be 1 to " + MOST_PER_SECOND + ", was " + perSecond);
    }

    /**
     * What was asked for and may go.
     *
     * @param count how many may be posted now
     * @param spentUntil the point in time to keep for the next question
     */
    public record Permit(int count, Instant spentUntil) {}

    /** @param spentUntil as the last permit said; long ago if there was none */
    public Permit take(int wanted, Instant spentUntil, Instant now) {
        var share = AHEAD.dividedBy(perSecond);
        var from = spentUntil.isAfter(now) ? spentUntil : now;
        var free = Duration.between(from, now.plus(AHEAD)).dividedBy(share);
        var count = (int) Math.clamp(free, 0, wanted);
        return new Permit(count, from.plus(share.multipliedBy(count)));
    }
}
