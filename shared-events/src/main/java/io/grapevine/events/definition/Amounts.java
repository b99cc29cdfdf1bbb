package io.grapevine.events.definition;

import io.grapevine.events.Terms.Money;
import io.grapevine.events.form.Form;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Amounts of money in a definition: whole minor units and an ISO 4217 code that has a minor unit. */
final class Amounts {

    // Ten billion of a currency with three decimals; a million such rewards still sum within 64 bits.
    static final long LARGEST = 10_000_000_000_000L;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Amounts() {}

    /** Null if the field is absent or wrong. */
    static @Nullable Money read(Form parent, String name) {
        var form = parent.object(name);
        if (form == null) return null;
        var money = readFields(form);
        form.refuseRest(Set.of());
        return money;
    }

    /** The {@code amount} and {@code currency} of this very object, which may have further fields. */
    static @Nullable Money readFields(Form form) {
        form.requires("amount", "write whole minor units, so 12.50 EUR is 1250");
        form.requires("currency", "write an ISO 4217 code such as EUR");
        var amount = form.whole("amount", 1, LARGEST);
        var currency = currency(form);
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    /** The {@code currency} of this very object. */
    static @Nullable String currency(Form form) {
        var value = form.value("currency");
        if (value == null) return null;
        if (value instanceof String code && CURRENCIES.contains(code)) return code;
        form.wrong("currency", "write an ISO 4217 code that has a minor unit, such as EUR");
        return null;
    }
}
