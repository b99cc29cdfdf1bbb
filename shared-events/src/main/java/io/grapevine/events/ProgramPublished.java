package io.grapevine.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a program. Versions count from 1.
 *
 * @param effectiveFrom event time from which this version holds; null for a first version that holds for all times
 */
public record ProgramPublished(
        String programId,
        String programKey,
        int version,
        @Nullable Instant effectiveFrom,
        Terms terms) implements EventData.Definition {

    @Override
    public String subject() {
        return programKey + ":" + version;
    }
}
