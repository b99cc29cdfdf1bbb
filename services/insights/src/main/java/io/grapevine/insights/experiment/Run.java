package io.grapevine.insights.experiment;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When an experiment ran. What was shared from its start, inclusive, to its stop, exclusive, takes part.
 *
 * @param stoppedBy a person, or its own rule; null until it is stopped
 */
public record Run(
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable StoppedBy stoppedBy) {

    public static final Run NONE = new Run(null, null, null);

    public enum State {
        DRAFT,
        RUNNING,
        STOPPED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum StoppedBy {
        PERSON,
        RULE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Run {
        if (stoppedAt != null && (startedAt == null || stoppedAt.isBefore(startedAt)))
            throw new IllegalArgumentException("stoppedAt must not be before startedAt, was " + stoppedAt);
    }

    public State state() {
        if (startedAt == null) return State.DRAFT;
        return stoppedAt == null ? State.RUNNING : State.STOPPED;
    }
}
