package io.grapevine.programs.participant;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Many enrolments in one request; each is right or wrong on its own. */
public record EnrolmentBatch(List<Reading<Enrolment>> items) {

    // One transaction holds a lock per person and code; ten such requests at once stay within the server's lock table.
    static final int MOST = 500;

    public EnrolmentBatch {
        items = List.copyOf(items);
    }

    /** Reads what a client sent; the batch is refused as a whole only if it is no list, or too long. */
    public static Reading<EnrolmentBatch> read(@Nullable Object body) {
        return Form.read(body, EnrolmentBatch::fill);
    }

    private static EnrolmentBatch fill(Form form) {
        form.requires("participants", "write a list of 1 to " + MOST + " participants");
        var items = form.items("participants", MOST);
        form.refuseRest(Set.of());
        return new EnrolmentBatch(items.stream().map(Enrolment::read).toList());
    }

    /** The right ones, in their order. */
    public List<Enrolment> accepted() {
        return items.stream()
                .filter(Reading.Accepted.class::isInstance)
                .map(Reading::orRefuse)
                .toList();
    }
}
