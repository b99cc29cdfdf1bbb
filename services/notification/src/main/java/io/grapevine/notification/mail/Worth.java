package io.grapevine.notification.mail;

import io.grapevine.events.RewardKind;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What a reward is worth, in words for its owner. */
public final class Worth {

    /** ISO 4217 has codes that are no money (gold, testing); the JDK answers -1 for them. */
    private static final int NO_EXPONENT = -1;

    private Worth() {}

    public static String of(
            RewardKind kind, @Nullable Long amountMinor, @Nullable String currency, @Nullable String couponCode) {
        return switch (kind) {
            case CASH -> money(amountMinor, currency);
            case CREDIT -> money(amountMinor, currency) + " of store credit";
            case COUPON -> couponCode == null ? "a coupon" : "the coupon " + couponCode;
        };
    }

    private static String money(@Nullable Long amountMinor, @Nullable String currency) {
        return amountMinor == null || currency == null ? "a reward" : money(amountMinor.longValue(), currency);
    }

    /** {@code 12.50 EUR}, {@code 1250 JPY}, {@code 1.250 KWD}: as many decimals as ISO 4217 gives the currency. */
    static String money(long amountMinor, String currency) {
        var exponent = exponent(currency);
        return exponent == NO_EXPONENT
                ? "a reward in " + currency
                : BigDecimal.valueOf(amountMinor, exponent).toPlainString() + " " + currency;
    }

    private static int exponent(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            return NO_EXPONENT; // a code younger than the JDK: better no figure than a wrong one
        }
    }
}
