package io.grapevine.rewardissuing.delivery;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told again.
 *
 * @param from when the rewards changed, inclusive
 * @param to exclusive, and past: what is yet to come is told anyway
 * @param programKey null for all programs
 * @param externalId the beneficiary; null for all people
 */
public record RedeliveryForm(
        Instant from,
        Instant to,
        @Nullable String programKey,
        @Nullable String externalId) {

    private static final int LONGEST_ID = 255;

    public static Reading<RedeliveryForm> read(@Nullable Object body, Instant now) {
        return Form.read(body, form -> {
            form.requires("from", "write the time from which on rewards changed, such as 2026-03-01T00:00:00Z");
            var from = form.time("from");
            form.requires("to", "write the time until which they changed, which is not part of it");
            var to = form.time("to");
            var programKey = form.text("programKey", LONGEST_ID);
            var externalId = form.text("externalId", LONGEST_ID);
            form.refuseRest(Set.of());
            if (from != null && to != null && !from.isBefore(to)) form.wrong("to", "write a time after from");
            if (to != null && to.isAfter(now)) form.wrong("to", "write a time that has passed");
            return from == null || to == null ? null : new RedeliveryForm(from, to, programKey, externalId);
        });
    }
}
