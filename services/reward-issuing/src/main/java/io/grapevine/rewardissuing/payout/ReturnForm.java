package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A payment that came back.
 *
 * @param returnId by which it is known when it is told again
 */
public record ReturnForm(
        String lineId, String returnId, @Nullable String reason) {

    private static final int LONGEST_TEXT = 255;

    public static Reading<ReturnForm> read(@Nullable Object body) {
        return Form.read(body, ReturnForm::fill);
    }

    private static @Nullable ReturnForm fill(Form form) {
        form.requires("lineId", "write the id of the line, pyl_…");
        var lineId = form.text("lineId", LONGEST_TEXT);
        form.requires("returnId", "write the bank's or provider's id of the return");
        var returnId = form.text("returnId", LONGEST_TEXT);
        var reason = form.text("reason", LONGEST_TEXT);
        form.refuseRest(Set.of());
        return lineId == null || returnId == null ? null : new ReturnForm(lineId, returnId, reason);
    }
}
