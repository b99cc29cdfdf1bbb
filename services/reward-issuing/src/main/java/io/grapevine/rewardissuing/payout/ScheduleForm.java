package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Payouts that come by themselves: at {@code from}, and then every day, week or month at the same time (UTC). Somebody still has to approve each.
 *
 * @param payout what each is to pay, as it was written
 */
public record ScheduleForm(Every every, Instant from, Map<String, Object> payout) {

    /** The step of a schedule; a month that is too short has it on its last day. */
    public enum Every {
        DAY(Period.ofDays(1)),
        WEEK(Period.ofWeeks(1)),
        MONTH(Period.ofMonths(1));

        private final Period step;

        Every(Period step) {
            this.step = step;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, Every> STEPS = Map.of("day", Every.DAY, "week", Every.WEEK, "month", Every.MONTH);

    public ScheduleForm {
        payout = Map.copyOf(payout);
    }

    public static Reading<ScheduleForm> read(@Nullable Object body) {
        return Form.read(body, ScheduleForm::fill);
    }

    private static @Nullable ScheduleForm fill(Form form) {
        form.requires("every", "write day, week or month");
        var every = form.choice("every", STEPS, Set.of());
        form.requires("from", "write when the first is due, such as 2026-12-01T06:00:00Z");
        var from = form.time("from");
        form.requires("payout", "write what each pays, such as {\"currency\": \"EUR\"}");
        var payout = form.value("payout");
        form.refuseRest(Set.of());
        if (payout == null || every == null || from == null) return null;
        return switch (PayoutForm.read(payout)) {
            case Reading.Refused<PayoutForm>(var mistakes) -> {
                mistakes.forEach(mistake -> form.note("payout", mistake.code(), mistake.detail()));
                yield null;
            }
            case Reading.Accepted<PayoutForm>(var read) -> new ScheduleForm(every, from, read.written());
        };
    }

    /** When it is due next, after a time; what was missed meanwhile is caught up by one payout. */
    public static Instant next(Every every, Instant from, Instant after) {
        var first = from.atOffset(ZoneOffset.UTC);
        var due = first;
        // Each is reckoned from the first, so that the 31st stays the 31st after a February.
        for (var step = 1; !due.toInstant().isAfter(after); step++) due = first.plus(every.step.multipliedBy(step));
        return due.toInstant();
    }
}
