package io.grapevine.notification.template;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import io.grapevine.notification.moment.Details;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reward is worth, in words for its owner and in the owner's language. */
final class Worth {

    /** ISO 4217 has codes that are no money (gold, testing); the JDK answers -1 for them. */
    private static final int NO_EXPONENT = -1;

    private Worth() {}

    static String of(Details details, Words words, Locale locale) {
        if (details.worth() != null) return Plain.line(details.worth());
        var kind = details.kind();
        if (kind == null) return words.say("worth.reward", locale, Map.of());
        return switch (kind) {
            case CASH -> money(details, words, locale);
            case POINTS -> said("points", details, words, locale, "count", details.amountMinor());
            case CREDIT -> said("credit", details, words, locale, "amount", money(details, words, locale));
            case DONATION -> said("donation", details, words, locale, "amount", money(details, words, locale));
            case COUPON -> said("coupon", details, words, locale, "coupon", details.couponCode());
            case FREE_MONTHS -> said("free_months", details, words, locale, "count", details.pieces());
            case GIFT, UPGRADE, ACCESS, RECOGNITION ->
                said(kind.wireName(), details, words, locale, "thing", details.thing());
        };
    }

    /** With what is known, or in general where it is not. */
    private static String said(
            String kind, Details details, Words words, Locale locale, String argument, @Nullable Object value) {
        var arguments = new HashMap<String, Object>();
        arguments.put("thing", details.thing() == null ? "" : Plain.line(details.thing()));
        arguments.put("pieces", details.pieces() == null ? 1 : details.pieces());
        if (value != null) arguments.put(argument, value instanceof String text ? Plain.line(text) : value);
        var isVague = value == null || kind.equals("donation") && details.thing() == null;
        return words.say("worth." + kind + (isVague ? ".some" : ""), locale, arguments);
    }

    private static String money(Details details, Words words, Locale locale) {
        return details.amountMinor() == null || details.currency() == null
                ? words.say("worth.reward", locale, Map.of())
                : money(details.amountMinor(), details.currency(), words, locale);
    }

    /** As many decimals as ISO 4217 gives the currency; no figure rather than a wrong one for codes that are no money. */
    static String money(long amountMinor, String currency, Words words, Locale locale) {
        var exponent = exponent(currency);
        if (exponent == NO_EXPONENT) return words.say("worth.reward", locale, Map.of());
        return NumberFormatter.withLocale(locale)
                .unit(com.ibm.icu.util.Currency.getInstance(currency))
                .unitWidth(UnitWidth.SHORT)
                .precision(Precision.fixedFraction(exponent))
                .format(BigDecimal.valueOf(amountMinor, exponent))
                .toString();
    }

    private static int exponent(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            return NO_EXPONENT; // a code younger than the JDK
        }
    }
}
