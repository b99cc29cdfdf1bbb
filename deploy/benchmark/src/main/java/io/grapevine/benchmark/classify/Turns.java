package io.grapevine.benchmark.classify;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Asks about different texts in turn for some time, and says what one answer cost. */
public final class Turns {

    private static final double NANOS_A_MICROSECOND = 1_000;

    private final List<String> texts;
    private final LongSupplier nanoTime;
    private int next;
    private long flagged;

    public Turns(List<String> texts, LongSupplier nanoTime) {
        if (texts.isEmpty()) throw new IllegalArgumentException("nothing to ask about");
        this.texts = List.copyOf(texts);
        this.nanoTime = nanoTime;
    }

    /**
     * Goes on where the round before ended.
     *
     * @param block texts between two looks at the clock, few enough for what is slow
     * @return microseconds an answer
     */
    public double round(Predicate<String> question, Duration length, int block) {
        long asked = 0;
        long began = nanoTime.getAsLong();
        long now;
        do {
            for (int i = 0; i < block; i++) {
                if (question.test(texts.get(next))) flagged++;
                next = next + 1 == texts.size() ? 0 : next + 1;
            }
            asked += block;
            now = nanoTime.getAsLong();
        } while (now - began < length.toNanos());
        return (now - began) / NANOS_A_MICROSECOND / asked;
    }

    /** Answers that were yes: read, so that no compiler may leave the questions out. */
    public long flagged() {
        return flagged;
    }
}
