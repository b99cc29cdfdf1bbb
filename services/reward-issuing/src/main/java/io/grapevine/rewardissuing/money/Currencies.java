package io.grapevine.rewardissuing.money;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalInt;

/** ISO 4217 as far as money needs it: which codes have a minor unit, and how many digits it has. */
public final class Currencies {

    /** In ISO 4217 (the Uruguayan nominal wage index unit), not yet in the JDK's table. */
    private static final Map<String, Integer> NOT_IN_THE_JDK = Map.of("UYW", 4);

    /** The unit that points are kept in; never an ISO 4217 code, so that no currency is ever added to it. */
    public static final String POINTS = "points";

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

    /** Whether amounts may be kept in it: money, or points. */
    public static boolean isUnit(String code) {
        return code.equals(POINTS) || isMoney(code);
    }

    /** Whether it is a currency that amounts may be kept in. */
    public static boolean isMoney(String code) {
        return exponent(code).isPresent();
    }
}
