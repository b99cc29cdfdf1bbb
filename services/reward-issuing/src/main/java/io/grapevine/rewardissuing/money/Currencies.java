package io.grapevine.rewardissuing.money;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalInt;

/** ISO 4217 as far as money needs it: which codes have a minor unit, and how many digits it has. */
public final class Currencies {

    /** In ISO 4217 (the Uruguayan nominal wage index unit), not yet in the JDK's table. */
    private static final Map<String, Integer> NOT_IN_THE_JDK = Map.of("UYW", 4);

    private Currencies() {}

    /** Digits of the minor unit (2 for EUR, 0 for JPY, 3 for KWD); empty for an unknown code and for one without minor unit (XAU). */
    public static OptionalInt exponent(String code) {
        var supplement = NOT_IN_THE_JDK.get(code);
        if (supplement != null) return OptionalInt.of(supplement);
        try {
            var digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? OptionalInt.empty() : OptionalInt.of(digits);
        } catch (IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Whether amounts may be kept in this currency. */
    public static boolean isMoney(String code) {
        return exponent(code).isPresent();
    }
}
