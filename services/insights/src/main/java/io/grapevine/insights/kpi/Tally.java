package io.grapevine.insights.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted of a period, before it becomes figures. */
public record Tally(
        List<Steps> steps,
        List<Group> customers,
        long buyers,
        @Nullable Double secondsToReward,
        @Nullable Double secondsToPayout) {

    public Tally {
        steps = List.copyOf(steps);
        customers = List.copyOf(customers);
    }

    /** Steps of one kind and outcome in the period; currency is empty where there is no money. */
    public record Steps(String kind, String outcome, String currency, long n, long amountMinor, long refundedMinor) {}

    /**
     * Customers so far whom an advocate brought, or the others. Who buys is counted in the row of the currency they bought in, all else in that
     * without one.
     *
     * @param buyers with an order
     * @param repeaters with two
     * @param matured who signed up so long ago that they can have come back
     * @param retained who did
     */
    public record Group(
            boolean referred,
            String currency,
            long customers,
            long buyers,
            long repeaters,
            long matured,
            long retained,
            long netMinor) {}
}
