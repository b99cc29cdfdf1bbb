package io.grapevine.attribution.replay;

import java.time.Duration;

/**
 * How long a replay rests after each page, so that decisions about what happens now do not wait for what happened.
 *
 * @param idle part of the time that it may take where nothing else is decided
 * @param busy where something is
 */
public record Pace(double idle, double busy) {

    /** A page is decided where live facts are: at 0.15 and pages of 200 those waited twice as long, at 0.05 and 50 no longer. */
    public static final Pace USUAL = new Pace(0.8, 0.05);

    // However long a page took, a replay goes on; however short, others get their turn.
    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public Pace {
        requirePart("idle", idle);
        requirePart("busy", busy);
    }

    /**
     * @param page how long the last page took
     * @param others whether live facts were decided since the page before
     */
    public Duration rest(Duration page, boolean others) {
        var part = others ? busy : idle;
        var rest = Duration.ofNanos(Math.round(page.toNanos() * (1 / part - 1)));
        if (rest.compareTo(SHORTEST) < 0) return SHORTEST;
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }

    private static void requirePart(String name, double part) {
        if (!(part > 0 && part <= 1))
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, was " + part);
    }
}
