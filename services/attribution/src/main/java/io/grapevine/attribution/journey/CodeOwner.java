package io.grapevine.attribution.journey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose code it is, in which program.
 *
 * @param externalId the person: the same word as a customer id
 * @param effectiveFrom event time from which the code counts; null = always
 */
public record CodeOwner(
        String programKey,
        String code,
        String participantId,
        String externalId,
        @Nullable Instant effectiveFrom) {

    /** The same code, of a person who goes by another id by now. */
    public CodeOwner as(String person) {
        return person.equals(externalId) ? this : new CodeOwner(programKey, code, participantId, person, effectiveFrom);
    }

    public boolean holdsAt(Instant at) {
        return effectiveFrom == null || !at.isBefore(effectiveFrom);
    }
}
