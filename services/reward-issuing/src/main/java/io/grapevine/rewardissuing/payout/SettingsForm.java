package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.money.Currencies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant pays.
 *
 * @param payer from which account files pay; null = no files for banks
 * @param providerUrl where the payment provider is asked; null = none
 * @param taxFormFrom by currency, from which sum in a year on, inclusive, a tax form must be there
 */
public record SettingsForm(
        @Nullable Payer payer,
        Map<String, Long> taxFormFrom,
        @Nullable String providerUrl) {

    private static final int LONGEST_NAME = 140;
    // There are fewer currencies.
    private static final int MOST_CURRENCIES = 200;

    public SettingsForm {
        taxFormFrom = Map.copyOf(taxFormFrom);
    }

    /** The account that is debited. */
    public record Payer(String name, String iban, @Nullable String bic) {}

    public static Reading<SettingsForm> read(
            @Nullable Object body, PayeeForm.Accounts accounts, Predicate<String> isUrl) {
        return Form.read(body, form -> {
            var payer = form.object("payer");
            var from = payer == null ? null : payer(payer, accounts);
            var thresholds = new LinkedHashMap<String, Long>();
            for (var threshold : form.objects("taxFormFrom", MOST_CURRENCIES)) threshold(threshold, thresholds);
            var provider = form.object("provider");
            var url = provider == null ? null : url(provider, isUrl);
            form.refuseRest(Set.of());
            return new SettingsForm(from, thresholds, url);
        });
    }

    private static @Nullable Payer payer(Form form, PayeeForm.Accounts accounts) {
        form.requires("name", "write the name that the account is held in");
        var name = form.text("name", LONGEST_NAME);
        form.requires("iban", "write the IBAN to pay from");
        var iban = PayeeForm.account(form, "iban", accounts.isIban(), "write an IBAN such as DE89370400440532013000");
        var bic = PayeeForm.account(form, "bic", accounts.isBic(), "write a BIC such as COBADEFF");
        form.refuseRest(Set.of());
        return name == null || iban == null ? null : new Payer(name, iban, bic);
    }

    private static @Nullable String url(Form form, Predicate<String> isUrl) {
        form.requires("url", "write where the provider takes payments");
        var url = form.read(
                "url",
                text -> Optional.of(text).filter(isUrl),
                "write a public https URL without user name or fragment");
        form.refuseRest(Set.of());
        return url;
    }

    private static void threshold(Form form, Map<String, Long> thresholds) {
        form.requires("currency", "write an ISO 4217 code");
        form.requires("amount", "write the sum in minor units");
        var currency = form.read(
                "currency",
                code -> Optional.of(code).filter(Currencies::isMoney),
                "write an ISO 4217 code such as EUR");
        var amount = form.whole("amount", 0, Long.MAX_VALUE);
        form.refuseRest(Set.of());
        if (currency != null && amount != null) thresholds.put(currency, amount);
    }
}
