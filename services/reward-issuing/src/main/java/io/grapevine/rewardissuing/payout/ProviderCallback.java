package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a payment provider tells by itself.
 *
 * @param returnId where a payment came back, by which it counts once
 */
public record ProviderCallback(
        String lineId,
        LineStatus status,
        @Nullable String returnId,
        @Nullable String reason) {

    private static final int LONGEST_TEXT = 255;
    private static final Map<String, LineStatus> STATUSES =
            Map.of("paid", LineStatus.PAID, "failed", LineStatus.FAILED, "returned", LineStatus.RETURNED);

    public static Reading<ProviderCallback> read(@Nullable Object body) {
        return Form.read(body, ProviderCallback::fill);
    }

    private static @Nullable ProviderCallback fill(Form form) {
        form.requires("lineId", "write the id that the payment was asked for with, pyl_…");
        var lineId = form.text("lineId", LONGEST_TEXT);
        form.requires("status", "write paid, failed or returned");
        var status = form.choice("status", STATUSES, Set.of());
        var returnId = form.text("returnId", LONGEST_TEXT);
        var reason = form.text("reason", LONGEST_TEXT);
        form.refuseRest(Set.of());
        if (status == LineStatus.RETURNED && returnId == null)
            form.note("returnId", Mistake.REQUIRED, "returnId is missing: write the return's own id");
        return lineId == null || status == null ? null : new ProviderCallback(lineId, status, returnId, reason);
    }
}
