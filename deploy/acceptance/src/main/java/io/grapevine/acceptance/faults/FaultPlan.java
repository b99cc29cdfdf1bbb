package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.story.FaultKind;
import io.grapevine.acceptance.faults.story.Nemesis;
import io.grapevine.acceptance.faults.story.Story;
import io.grapevine.acceptance.log.LogGenerator;
import io.grapevine.acceptance.log.LogShape;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is done to the system; the same plan makes the same log and the same story.
 *
 * @param kinds which faults of the catalogue
 * @param rounds how many faults; 0 for each once
 * @param shortForm the few faults that a minute can hold, instead of {@code kinds} and {@code rounds}
 * @param people who sign up in the log, some five events each
 * @param putBack bugs the run must find
 */
record FaultPlan(long seed, Set<FaultKind> kinds, int rounds, boolean shortForm, int people, Set<PutBack> putBack) {
    /** Some hundred events in each part. */
    static final int PEOPLE = 700;

    static final int PEOPLE_OF_SHORT_FORM = 250;

    FaultPlan {
        if (rounds < 0) throw new IllegalArgumentException("rounds must not be negative, was " + rounds);
        kinds = Set.copyOf(kinds);
        putBack = Set.copyOf(putBack);
    }

    static FaultPlan inShort(long seed, Set<PutBack> putBack) {
        return new FaultPlan(seed, EnumSet.allOf(FaultKind.class), 0, true, PEOPLE_OF_SHORT_FORM, putBack);
    }

    /** A run with a bug never comes to rest, or to the reference's outcome; there is no point in waiting long for it. */
    Duration patience() {
        return Duration.ofSeconds(putBack.isEmpty() ? 120 : 31);
    }

    List<Fact> log() {
        return LogGenerator.generate(LogShape.shuffled(seed, people));
    }

    Story story(int events) {
        return shortForm ? Nemesis.tellShort(seed, events) : Nemesis.tell(seed, kinds, rounds, events);
    }
}
