package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A payout as the API shows it.
 *
 * @param total of the lines that are to be paid, or were
 * @param booked of those that were booked and have not come back
 * @param more whether others are payable, for the next payout
 * @param createdBy {@code system:schedule} where a schedule did, then {@code scheduledBy} is who set it
 * @param lineCounts lines by status
 * @param lines only where one payout is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayoutResponse(
        String id,
        String status,
        @Nullable String programKey,
        String currency,
        String method,
        List<String> kinds,
        Terms.Money minimum,
        Terms.Money total,
        Terms.Money booked,
        boolean more,
        @Nullable String scheduleKey,
        @Nullable String createdBy,
        @Nullable String scheduledBy,
        @Nullable String approvedBy,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant exportedAt,
        @Nullable Instant endedAt,
        Map<String, Integer> lineCounts,
        @Nullable List<Line> lines) {

    private static final Set<String> NOT_PAID = Set.of("blocked", "dropped", "cancelled");
    private static final Set<String> BOOKED = Set.of("due", "sent", "paid");

    /** A page of payouts, newest first; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<PayoutResponse> items, @Nullable String next) {}

    /**
     * One person's part.
     *
     * @param amount as proposed and signed; of a blocked line, what the person has or owes
     * @param booked what was paid after all, once it is booked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String id,
            String externalId,
            Terms.Money amount,
            Terms.@Nullable Money booked,
            @Nullable String account,
            String status,
            @Nullable String reason,
            Instant changedAt) {

        static Line of(LineRow row, String currency) {
            return new Line(
                    row.lineId(),
                    row.externalId(),
                    new Terms.Money(row.amountMinor(), currency),
                    row.bookedMinor() == 0 ? null : new Terms.Money(row.bookedMinor(), currency),
                    row.accountHint(),
                    row.status(),
                    row.reason(),
                    row.changedAt());
        }
    }

    static PayoutResponse of(PayoutQueries.Shown shown, @Nullable List<LineRow> lines) {
        var payout = shown.payout();
        var counts = new TreeMap<String, Integer>();
        var total = 0L;
        var booked = 0L;
        for (var sum : shown.sums()) {
            counts.put(sum.status(), sum.lines());
            if (!NOT_PAID.contains(sum.status())) total += sum.amountMinor();
            if (BOOKED.contains(sum.status())) booked += sum.bookedMinor();
        }
        return new PayoutResponse(
                payout.payoutId(),
                payout.status(),
                payout.programKey(),
                payout.currency(),
                payout.method(),
                Arrays.asList(payout.kinds().split(" ")),
                new Terms.Money(payout.minimumMinor(), payout.currency()),
                new Terms.Money(total, payout.currency()),
                new Terms.Money(booked, payout.currency()),
                payout.more(),
                payout.scheduleKey(),
                shown.signatures().get("created"),
                shown.signatures().get("scheduled"),
                shown.signatures().get("approved"),
                payout.createdAt(),
                payout.approvedAt(),
                payout.exportedAt(),
                payout.endedAt(),
                counts,
                lines == null
                        ? null
                        : lines.stream()
                                .map(line -> Line.of(line, payout.currency()))
                                .toList());
    }
}
