package io.grapevine.insights.experiment;

import java.util.List;

/** What the log says of an experiment, before it becomes figures. */
public record Counts(List<Day> days, List<Spread> spreads, List<Money> money, long crossed) {

    public static final Counts NONE = new Counts(List.of(), List.of(), List.of(), 0);

    /** @param crossed advocates who shared more than one variant; they count for the first */
    public Counts {
        days = List.copyOf(days);
        spreads = List.copyOf(spreads);
        money = List.copyOf(money);
    }

    /** What came to an arm on one UTC day, which is told as days since 1970-01-01. */
    public record Day(String arm, long day, long exposures, long conversions) {}

    /**
     * How an arm's counts lie over its advocates: sums over them of x^2, x y and y^2, of x conversions in y exposures.
     *
     * @param advocates who shared the variant
     * @param reaching those of them with exposures
     */
    public record Spread(
            String arm,
            long advocates,
            long reaching,
            long exposures,
            long conversions,
            double conversionsSquared,
            double product,
            double exposuresSquared) {}

    /** What the orders of an arm's friends brought net, and what their rewards cost. */
    public record Money(String arm, String currency, long revenueMinor, long costMinor) {}
}
