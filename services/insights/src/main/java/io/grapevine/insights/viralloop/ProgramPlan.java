package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program would cost and bring at different rewards, by what it has cost and brought so far. Money in minor units of one currency.
 *
 * @param months planned for
 * @param elasticity by how many percent referrals grow when the reward grows by one; 0 = not at all. One history at one reward cannot say
 *     it, so it is an assumption
 * @param grossMargin share of revenue that stays, 0-1
 */
public record ProgramPlan(
        String programKey, History history, int months, double elasticity, BigDecimal grossMargin, List<Level> levels) {

    private static final int SHARE_DIGITS = 4;

    public ProgramPlan {
        levels = List.copyOf(levels);
    }

    /**
     * What has been so far.
     *
     * @param referred customers somebody brought
     * @param months since the first of them came
     * @param customerMonths that all of them have been customers, together
     * @param netMinor what their credited orders came to after refunds
     * @param rewardMinor what the program owes or has paid for them
     */
    public record History(
            String currency, long referred, double months, double customerMonths, long netMinor, long rewardMinor) {

        /** Reward for one referred customer, both sides together; 0 without any. */
        public long averageRewardMinor() {
            return referred == 0 ? 0 : Math.round((double) rewardMinor / referred);
        }

        double referralsAMonth() {
            return months > 0 ? referred / months : 0;
        }

        double netOfACustomerMonth() {
            return customerMonths > 0 ? netMinor / customerMonths : 0;
        }
    }

    /**
     * One reward.
     *
     * @param rewardMinor for one referred customer, both sides together
     * @param revenueMinor of the customers who come, within the time planned for: they come evenly, so each is there for half of it
     * @param roi (revenue x margin - cost)/cost; null without cost
     * @param paybackMonths until a customer has earned the reward; null if they never do
     */
    public record Level(
            long rewardMinor,
            double referrals,
            long costMinor,
            long revenueMinor,
            @Nullable BigDecimal roi,
            @Nullable BigDecimal paybackMonths) {}

    public static ProgramPlan of(
            String programKey,
            History history,
            int months,
            double elasticity,
            BigDecimal grossMargin,
            List<Long> rewardsMinor) {
        var levels = rewardsMinor.stream()
                .map(reward -> level(history, months, elasticity, grossMargin, reward))
                .toList();
        return new ProgramPlan(programKey, history, months, elasticity, grossMargin, levels);
    }

    private static Level level(
            History history, int months, double elasticity, BigDecimal grossMargin, long rewardMinor) {
        var referrals = history.referralsAMonth() * months * response(history, elasticity, rewardMinor);
        var cost = Math.round(referrals * rewardMinor);
        var revenue = Math.round(referrals * history.netOfACustomerMonth() * months / 2);
        var earned = BigDecimal.valueOf(revenue).multiply(grossMargin);
        var economics = new UnitEconomics(
                BigDecimal.valueOf(history.netOfACustomerMonth()),
                grossMargin,
                BigDecimal.ZERO,
                BigDecimal.valueOf(rewardMinor));
        return new Level(
                rewardMinor,
                referrals,
                cost,
                revenue,
                rounded(Rate.of(earned.subtract(BigDecimal.valueOf(cost)), BigDecimal.valueOf(cost))),
                rounded(economics.paybackMonths()));
    }

    private static double response(History history, double elasticity, long rewardMinor) {
        var present = history.averageRewardMinor();
        return elasticity == 0 || present == 0 ? 1 : Math.pow((double) rewardMinor / present, elasticity);
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN);
    }
}
