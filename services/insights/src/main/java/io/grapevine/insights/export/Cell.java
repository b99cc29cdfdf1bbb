package io.grapevine.insights.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of an exported row. */
public final class Cell {

    /** What a spreadsheet takes for the beginning of a formula, in full width, too. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    /** Always with milliseconds, so that text sorts as time does. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Units beside the JDK's table: points are whole; UYW is in ISO 4217. */
    private static final Map<String, Integer> MORE_UNITS = Map.of("points", 0, "UYW", 4);

    private Cell() {}

    /** As text that no spreadsheet reckons with: text that would begin a formula begins with an apostrophe instead. */
    public static String csv(Column.Kind kind, @Nullable Object value) {
        if (value == null) return "";
        return switch (kind) {
            case TEXT -> text((String) value);
            case TIME -> MILLIS.format(Instant.ofEpochMilli((Long) value));
            case WHOLE, FLAG -> value.toString();
            case EXPONENT -> {
                var exponent = exponent((String) value);
                yield exponent == null ? "" : exponent.toString();
            }
        };
    }

    /** Digits of the minor unit (2 for EUR, 0 for JPY); null if the code is of no such unit. */
    public static @Nullable Integer exponent(String code) {
        var more = MORE_UNITS.get(code);
        if (more != null) return more;
        try {
            var digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? null : digits;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static String text(String value) {
        return value.isEmpty() || BEGINS_A_FORMULA.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    }
}
