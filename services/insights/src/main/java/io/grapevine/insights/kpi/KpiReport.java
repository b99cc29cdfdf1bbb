package io.grapevine.insights.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A program's key figures of a period, each with what it means and what was wanted of it. */
public record KpiReport(String programKey, Instant from, Instant to, List<Line> kpis) {

    private static final int DIGITS = 6;

    public KpiReport {
        kpis = List.copyOf(kpis);
    }

    /**
     * One figure.
     *
     * @param currency null for what is not of money
     * @param actual null if it cannot be told, for example a rate of nothing
     * @param previous of the period of the same length before
     * @param trend by what part of the previous figure it grew; null without one, or from 0
     * @param goal null if nothing is wanted
     */
    public record Line(
            String kpi,
            String definition,
            String unit,
            String source,
            @Nullable String currency,
            @Nullable BigDecimal actual,
            @Nullable BigDecimal previous,
            @Nullable BigDecimal trend,
            @Nullable Wanted goal) {}

    /**
     * What is wanted of a figure.
     *
     * @param met by the period asked for; null if it cannot be told
     */
    public record Wanted(
            String bound,
            BigDecimal target,
            int windowDays,
            @Nullable Boolean met) {}

    public static KpiReport of(
            String programKey, Instant from, Instant to, Figures now, Figures before, Collection<Goal> goals) {
        var currencies = new TreeSet<>(now.currencies());
        goals.stream().map(Goal::currency).filter(code -> !code.isEmpty()).forEach(currencies::add);
        var lines = new ArrayList<Line>();
        for (var kpi : Kpi.values())
            for (var currency : kpi.ofMoney() ? List.copyOf(currencies) : List.of(""))
                lines.add(line(kpi, currency, now, before, goals));
        return new KpiReport(programKey, from, to, lines);
    }

    private static Line line(Kpi kpi, String currency, Figures now, Figures before, Collection<Goal> goals) {
        var actual = now.actual(kpi, currency).orElse(null);
        var previous = before.actual(kpi, currency).orElse(null);
        return new Line(
                kpi.wireName(),
                kpi.definition(),
                kpi.unit().wireName(),
                kpi.source(),
                currency.isEmpty() ? null : currency,
                actual,
                previous,
                trend(actual, previous),
                goals.stream()
                        .filter(goal -> goal.kpi() == kpi && goal.currency().equals(currency))
                        .findFirst()
                        .map(goal -> wanted(goal, actual))
                        .orElse(null));
    }

    private static Wanted wanted(Goal goal, @Nullable BigDecimal actual) {
        return new Wanted(
                goal.bound().wireName(),
                goal.target(),
                Math.toIntExact(goal.window().toDays()),
                actual == null ? null : goal.metBy(actual));
    }

    private static @Nullable BigDecimal trend(@Nullable BigDecimal actual, @Nullable BigDecimal previous) {
        return actual == null || previous == null || previous.signum() == 0
                ? null
                : actual.subtract(previous).divide(previous.abs(), DIGITS, RoundingMode.HALF_UP);
    }
}
