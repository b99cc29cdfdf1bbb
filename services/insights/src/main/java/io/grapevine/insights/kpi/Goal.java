package io.grapevine.insights.kpi;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a key figure.
 *
 * @param currency empty for what is not of money
 * @param target itself included, on both sides
 * @param window over which it is looked at, up to now
 */
public record Goal(Kpi kpi, String currency, Bound bound, BigDecimal target, Duration window) {

    public static final Duration USUAL_WINDOW = Duration.ofDays(30);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
    private static final BigDecimal MOST = new BigDecimal("1000000000000000");
    private static final int DIGITS = 6;
    private static final Map<String, Bound> BOUNDS =
            Arrays.stream(Bound.values()).collect(Collectors.toMap(Bound::wireName, Function.identity()));

    /** On which side of the target a figure should lie. */
    public enum Bound {
        AT_LEAST,
        AT_MOST;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Goal {
        if (kpi.ofMoney() == currency.isEmpty())
            throw new IllegalArgumentException(
                    "currency must be given for money and for nothing else, was " + currency);
        if (!window.isPositive()) throw new IllegalArgumentException("window must be positive, was " + window);
    }

    /** Reads what a client wants of one figure. */
    public static Reading<Goal> read(Kpi kpi, @Nullable Object body) {
        return Form.read(body, form -> {
            form.requires("target", "write a number");
            form.requires("bound", "write at_least or at_most");
            var target = form.decimal("target", MOST, DIGITS);
            var bound = form.choice("bound", BOUNDS, Set.of());
            var window = form.duration("window", Duration.ofDays(1), LONGEST_WINDOW);
            var currency = currency(kpi, form);
            form.refuseRest(Set.of());
            if (target == null || bound == null || currency == null) return null;
            return new Goal(
                    kpi, currency, bound, target, window == null ? USUAL_WINDOW : Duration.ofDays(window.toDays()));
        });
    }

    private static @Nullable String currency(Kpi kpi, Form form) {
        if (!kpi.ofMoney()) {
            if (form.has("currency")) form.wrong("currency", "leave it out: the figure is not of money");
            return "";
        }
        form.requires("currency", "write the ISO 4217 code: there is one figure for each currency");
        return form.read(
                "currency",
                code -> code.matches("[A-Z]{3}") ? java.util.Optional.of(code) : java.util.Optional.empty(),
                "write an ISO 4217 code such as EUR");
    }

    public boolean metBy(BigDecimal actual) {
        return switch (bound) {
            case AT_LEAST -> actual.compareTo(target) >= 0;
            case AT_MOST -> actual.compareTo(target) <= 0;
        };
    }

    /**
     * Whether something is to be told: the figure crossed its target. That it is missed the first time it can be told is a crossing, that it is met
     * then is none.
     *
     * @param before whether it was met when it was last told; null if it never could be
     */
    public boolean crossed(@Nullable Boolean before, boolean met) {
        return before == null ? !met : before != met;
    }

    /** For people: what happened, with the figure. */
    public String sentence(String programKey, BigDecimal actual, boolean met) {
        return "%s of program %s is %s%s over %d days, %s its target of %s %s."
                .formatted(
                        kpi.wireName(),
                        programKey,
                        actual.stripTrailingZeros().toPlainString(),
                        currency.isEmpty()
                                ? ""
                                : " " + currency + (kpi.unit() == Kpi.Unit.MINOR ? " (minor units)" : ""),
                        window.toDays(),
                        met ? "back within" : "outside",
                        bound.wireName().replace('_', ' '),
                        target.stripTrailingZeros().toPlainString());
    }
}
