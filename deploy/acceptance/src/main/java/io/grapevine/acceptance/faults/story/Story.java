package io.grapevine.acceptance.faults.story;

import java.util.List;

/** Which faults come when; the same seed, choice and log always make the same one. */
public record Story(long seed, int events, List<Chapter> chapters) {
    public Story {
        chapters = List.copyOf(chapters);
    }

    /**
     * One fault in its part of the log.
     *
     * @param from the first event of the part
     * @param at events sent when the fault begins; the rest of the part is sent while it lasts
     * @param to one behind the last event of the part
     */
    public record Chapter(int number, int from, int at, int to, Fault fault) {
        public Chapter {
            if (from > at || at > to) {
                throw new IllegalArgumentException("a fault lies in its part: %d, %d, %d".formatted(from, at, to));
            }
        }

        public String inWords() {
            return "%2d. after %,6d events: %s".formatted(number, at, fault.inWords());
        }
    }

    /** Events sent before anything happens: what the system is at rest is measured behind them. */
    public int prelude() {
        return chapters.isEmpty() ? events : chapters.getFirst().from();
    }
}
