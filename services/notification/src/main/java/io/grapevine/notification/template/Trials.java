package io.grapevine.notification.template;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many tests a tenant has sent lately. A test goes to any address, so it is a way to write to strangers that nobody asked; the limit
 * makes it a poor one.
 */
public final class Trials {

    /** Enough for every language and a mistake in each. */
    public static final int MOST = 20;

    public static final Duration WITHIN = Duration.ofHours(1);

    private final Deque<Instant> sent = new ArrayDeque<>();

    /** Zero if one more may go, which then counts; else how long until one may. */
    public synchronized Duration take(Instant now) {
        while (!sent.isEmpty() && !sent.getFirst().plus(WITHIN).isAfter(now)) sent.removeFirst();
        if (sent.size() >= MOST) return Duration.between(now, sent.getFirst().plus(WITHIN));
        sent.addLast(now);
        return Duration.ZERO;
    }
}
