package io.grapevine.attribution.model;

import io.grapevine.attribution.journey.Journey;
import java.util.List;
import java.util.stream.IntStream;

/** Who is credited with a conversion's amount, or that nobody is. */
public sealed interface CreditOutcome {

    /** A row for every touch of the journey, in touch order; weights sum to exactly 1 and amounts to the amount. */
    record Credited(List<Credit> credits) implements CreditOutcome {
        public Credited {
            credits = List.copyOf(credits);
        }
    }

    /** No touch was eligible: no rows, the whole amount belongs to nobody (decision-spec S1). */
    record Unattributed(long amountMinor) implements CreditOutcome {}

    /** Shares a conversion's amount, which may be negative, among the touches of its journey. */
    static CreditOutcome of(CreditModel model, Journey journey, long amountMinor) {
        if (journey.isEmpty()) return new Unattributed(amountMinor);
        var weights = model.weigh(journey);
        var amounts = weights.split(amountMinor);
        return new Credited(IntStream.range(0, weights.size())
                .mapToObj(i -> new Credit(journey.touches().get(i), weights.get(i), amounts.get(i)))
                .toList());
    }
}
