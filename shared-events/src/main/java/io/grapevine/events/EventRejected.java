package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edge refused an event; kept so that it can be listed, fixed and sent again.
 *
 * @param rejectionId {@code evt_…}, ours: the client's id may be missing or repeated
 * @param eventId what the client called it, if it said
 * @param type the short type word the client used, if it said
 * @param code the first problem's code
 * @param body the event as it came, personal fields included, sealed; null if it was no JSON or too large to keep
 */
public record EventRejected(
        String rejectionId,
        @Nullable String eventId,
        @Nullable String type,
        String code,
        List<FieldProblem> errors,
        @Nullable SealedPersonal body)
        implements EventData.Statement {

    /** One thing wrong with one field; {@code pointer} is a JSON Pointer into the event. */
    public record FieldProblem(String pointer, String code, String detail) {}

    public EventRejected {
        errors = List.copyOf(errors);
    }

    @Override
    public String subject() {
        return rejectionId;
    }
}
