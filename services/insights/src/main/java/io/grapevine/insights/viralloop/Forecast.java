package io.grapevine.insights.viralloop;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many customers there will be if everything goes on as it does: the people of the latest cycle bring K each, those K each again.
 *
 * @param customers now
 * @param active of them, who came within one cycle and whose friends are still to come; the others' have come
 * @param cycleSeconds median time from one's own coming to a friend's; null if none is known, and nothing can be forecast then
 */
public record Forecast(
        long customers,
        long active,
        @Nullable Double k,
        @Nullable Double cycleSeconds,
        List<Point> points) {

    private static final double SECONDS_A_DAY = 86_400;
    private static final int[] DAYS = {7, 30, 60, 90, 180, 365};

    public Forecast {
        points = List.copyOf(points);
    }

    /** Customers after so many days with K as it is and at both ends of its interval; null what passes all bounds. */
    public record Point(
            int days,
            @Nullable Double customers,
            @Nullable Double low,
            @Nullable Double high) {}

    public static Forecast of(long customers, long active, KEstimate k, @Nullable Double cycleSeconds) {
        var value = k.k();
        if (value == null || cycleSeconds == null || cycleSeconds <= 0)
            return new Forecast(customers, active, value, cycleSeconds, List.of());
        var cycleDays = cycleSeconds / SECONDS_A_DAY;
        var points = IntStream.of(DAYS)
                .mapToObj(days -> new Point(
                        days,
                        at(customers, active, value, days, cycleDays),
                        at(customers, active, k.low(), days, cycleDays),
                        at(customers, active, k.high(), days, cycleDays)))
                .toList();
        return new Forecast(customers, active, value, cycleSeconds, points);
    }

    private static @Nullable Double at(long customers, long active, @Nullable Double k, int days, double cycleDays) {
        if (k == null) return null;
        var grown = customers - active + new Growth(active, k).customersAt(days, cycleDays);
        return Double.isFinite(grown) ? grown : null;
    }
}
