package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.simulation.Costs.Cost;
import io.grapevine.rewardissuing.simulation.Costs.Of;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rewards cost and would have cost.
 *
 * @param id of the replay
 * @param state of what the replay found: {@code complete}, or {@code arriving}
 * @param conversions of the program in the period
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CostResponse(
        @Nullable String id,
        @Nullable String state,
        String programKey,
        Instant from,
        Instant to,
        @Nullable Long conversions,
        @Nullable List<Line> totals,
        @Nullable List<Line> rules,
        @Nullable List<Line> roles) {

    /**
     * One sum.
     *
     * @param currency absent for coupons
     * @param bookedMinor what the ledger says the program has given away for these conversions; only of totals
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Nullable String ruleId,
            Terms.@Nullable Role role,
            @Nullable String currency,
            Side before,
            Side after,
            long differenceMinor,
            @Nullable Long bookedMinor) {

        private static Line of(
                @Nullable String ruleId, Terms.@Nullable Role role, String currency, Cost cost, @Nullable Long booked) {
            return new Line(
                    ruleId,
                    role,
                    currency.isEmpty() ? null : currency,
                    new Side(cost.rewardsBefore(), cost.beforeMinor()),
                    new Side(cost.rewardsAfter(), cost.afterMinor()),
                    cost.differenceMinor(),
                    booked);
        }
    }

    /** So many rewards, which come to so much. */
    record Side(long rewards, long amountMinor) {}

    private record OfRole(Terms.Role role, String currency) implements Comparable<OfRole> {
        @Override
        public int compareTo(OfRole other) {
            return Comparator.comparing(OfRole::currency)
                    .thenComparing(OfRole::role)
                    .compare(this, other);
        }
    }

    static CostResponse arriving(String id, String programKey, Instant from, Instant to) {
        return new CostResponse(id, "arriving", programKey, from, to, null, null, null, null);
    }

    static CostResponse of(@Nullable String id, CountCosts.Question question, CompareCosts.Report report) {
        var costs = report.costs();
        return new CostResponse(
                id,
                id == null ? null : "complete",
                question.programKey(),
                question.from(),
                question.to(),
                report.conversions(),
                totals(costs.by(Of::currency), report.booked()),
                costs.by(of -> of).entrySet().stream()
                        .map(sum -> Line.of(
                                sum.getKey().ruleId(),
                                sum.getKey().role(),
                                sum.getKey().currency(),
                                sum.getValue(),
                                null))
                        .toList(),
                costs.by(of -> new OfRole(of.role(), of.currency())).entrySet().stream()
                        .map(sum ->
                                Line.of(null, sum.getKey().role(), sum.getKey().currency(), sum.getValue(), null))
                        .toList());
    }

    private static List<Line> totals(Map<String, Cost> costs, Map<String, Long> booked) {
        return costs.entrySet().stream()
                .map(sum -> Line.of(
                        null,
                        null,
                        sum.getKey(),
                        sum.getValue(),
                        sum.getKey().isEmpty() ? null : booked.getOrDefault(sum.getKey(), 0L)))
                .toList();
    }
}
