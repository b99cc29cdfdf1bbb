package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against a conversion that would be credited, and what came of it. The points of all signals are compared with
 * {@code review}, those of signals that are not of the network alone with {@code refuse}; what people said goes before both.
 *
 * @param refuse null = never by points alone
 * @param term how long a person may take to look
 * @param afterTerm what is decided if nobody did
 * @param signUp what people said of the sign-up whose bind the conversion rests on; its signals do not count once it is accepted
 * @param word what people said last of the conversion itself; null if nothing
 */
public record Screening(
        List<Signal> signals,
        int review,
        @Nullable Integer refuse,
        Duration term,
        FraudTerms.AfterTerm afterTerm,
        Verdict verdict,
        @Nullable Word signUp,
        @Nullable Word word) {

    public Screening {
        signals = List.copyOf(signals);
    }

    /** The points of everything that counts. */
    public int points() {
        return signals.stream().mapToInt(Signal::weight).sum();
    }

    /**
     * One thing that speaks against it.
     *
     * @param inherited it speaks against the sign-up; null = against this conversion itself
     */
    public record Signal(
            FraudSignal code, int weight, @Nullable Boolean inherited, Map<String, String> evidence) {
        public Signal {
            evidence = evidence == null ? Map.of() : Map.copyOf(evidence);
        }

        public boolean speaksAgainstSignUp() {
            return Boolean.TRUE.equals(inherited);
        }
    }

    /** What comes of a screening. */
    public enum Verdict {
        ACCEPT,
        REVIEW,
        REFUSE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a person said about a review, or the end of its term.
     *
     * @param by a hint of the key that was used, {@code term}, or the participant who appealed
     */
    public record Word(Said said, Instant at, String by, String reason) {

        /** What can be said. */
        public enum Said {
            ACCEPT,
            REFUSE,
            /** The participant asks for another look. */
            APPEAL;

            @JsonValue
            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
