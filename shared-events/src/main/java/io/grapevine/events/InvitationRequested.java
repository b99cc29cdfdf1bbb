package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A site asks, on an advocate's word, to invite somebody who never signed up. It names nobody: the address stays sealed with who sends,
 * and is forgotten there.
 *
 * @param invitationId {@code inv_…}; the invited person is known by it
 * @param participantId the advocate
 * @param emailHash keyed hash of the address: whose consent it is
 * @param ground why the site says it may write to this person
 * @param reminderAt when the only reminder is due; null = none is wanted
 */
public record InvitationRequested(
        String invitationId,
        String programKey,
        String participantId,
        String emailHash,
        Ground ground,
        @Nullable String locale,
        Instant requestedAt,
        @Nullable Instant reminderAt)
        implements EventData.Statement {

    @Override
    public String subject() {
        return invitationId;
    }

    /** What allows a site to write to somebody who never signed up; a closed list. */
    public enum Ground {
        /** The advocate asked this person, who agreed to be written to. */
        ASKED,
        /** This person told the site so. */
        OPTED_IN,
        /** This person is a customer whom the law lets the site write to about its own like offers (Directive 2002/58/EC, 13(2)). */
        RELATION;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
