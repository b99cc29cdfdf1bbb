package io.grapevine.clicktracking.intake;

import io.grapevine.events.EventData;
import io.grapevine.events.EventRejected.FieldProblem;
import io.grapevine.events.PersonalKeyWrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one submission. */
public sealed interface Reading {

    /**
     * Good to be kept.
     *
     * @param bodyHash of what the client sent: type, time, data
     * @param key opens the fact's personal fields; null if it has none
     */
    record Accepted(
            String id,
            String source,
            Instant time,
            String bodyHash,
            EventData.Fact fact,
            @Nullable PersonalKeyWrapped key)
            implements Reading {}

    /** Not an event of the contract; at least one problem. */
    record Rejected(List<FieldProblem> problems) implements Reading {
        public Rejected {
            if (problems.isEmpty()) throw new IllegalArgumentException("a rejection names a problem");
            problems = List.copyOf(problems);
        }

        public String code() {
            return problems.getFirst().code();
        }
    }
}
