package io.grapevine.acceptance.log;

/**
 * How a made-up log looks.
 *
 * @param people who sign up; advocates and strangers come on top
 * @param repeatedPercent events delivered again, anywhere later or earlier in the file
 * @param shuffled whether arrival order has nothing to do with event time
 */
public record LogShape(long seed, int people, int repeatedPercent, boolean shuffled) {
    public LogShape {
        if (people < 1) throw new IllegalArgumentException("people must be at least 1, was " + people);
        if (repeatedPercent < 0 || repeatedPercent > 100) {
            throw new IllegalArgumentException("repeatedPercent must be 0 to 100, was " + repeatedPercent);
        }
    }

    /** Shuffled, one event in twenty delivered twice: about ten events a person. */
    public static LogShape shuffled(long seed, int people) {
        return new LogShape(seed, people, 5, true);
    }
}
