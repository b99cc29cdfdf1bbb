package io.grapevine.warehouse;

import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many digits the minor unit of a currency has: what amounts in minor units are read by. */
final class MinorUnit {

    /** Beside the JDK's table: points are whole; UYW is in ISO 4217. */
    private static final Map<String, Integer> MORE = Map.of("points", 0, "UYW", 4);

    private MinorUnit() {}

    /** 2 for EUR, 0 for JPY and points; null if the code is of no such unit. */
    static @Nullable Integer digits(String currency) {
        var more = MORE.get(currency);
        if (more != null) return more;
        try {
            var digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? null : digits;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
