package io.grapevine.rewardissuing.statement;

import io.grapevine.rewardissuing.money.Currencies;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A cell of a table that people open with a spreadsheet. */
public final class Cell {

    /** What a spreadsheet takes for the beginning of a formula, in full width, too. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Cell() {}

    /** Text that stays text: what came from outside must not be executed by whoever opens the file. */
    public static String text(@Nullable String value) {
        if (value == null || value.isEmpty()) return "";
        return BEGINS_A_FORMULA.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    }

    /** An amount in major units, with all the digits of its currency: 1234 is 12.34 EUR, 1234 JPY, 1.234 BHD and 0.1234 CLF; points have none. */
    public static String amount(long minor, String currency) {
        if (currency.equals(Currencies.POINTS)) return Long.toString(minor);
        var digits = Currencies.exponent(currency)
                .orElseThrow(() -> new IllegalArgumentException("currency has no minor unit: " + currency));
        return BigDecimal.valueOf(minor, digits).toPlainString();
    }
}
