package io.grapevine.benchmark.figure;

import java.util.Locale;

/** What a figure counts, and with how many digits a person wants to read it. */
public enum Unit {
    PER_SECOND("%,.0f", "/s"),
    MICROSECONDS("%,.2f", " us"),
    MILLISECONDS("%,.1f", " ms"),
    SECONDS("%,.1f", " s"),
    BYTES("%,.0f", " B"),
    GIBIBYTES("%,.2f", " GiB"),
    RATIO("%.3f", "");

    private final String digits;
    private final String suffix;

    Unit(String digits, String suffix) {
        this.digits = digits;
        this.suffix = suffix;
    }

    /** As programs read it. */
    public String symbol() {
        return suffix.strip();
    }

    String number(double value) {
        return String.format(Locale.ROOT, digits, value);
    }

    String shown(double value) {
        return number(value) + suffix;
    }

    /** Median and, where there is more than one round, least and greatest. */
    String shown(Spread spread) {
        if (spread.rounds().size() == 1) return shown(spread.median());
        return "%s [%s-%s]".formatted(shown(spread.median()), number(spread.min()), number(spread.max()));
    }

    String shown(Target target) {
        return target.bound().sign() + " " + shown(target.value());
    }
}
