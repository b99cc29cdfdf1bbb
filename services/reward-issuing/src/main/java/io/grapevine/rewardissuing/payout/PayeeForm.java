package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a person is paid.
 *
 * @param iban in capitals, without spaces
 * @param providerAccount what the payment provider calls the person
 */
public record PayeeForm(
        String name,
        @Nullable String iban,
        @Nullable String bic,
        @Nullable String providerAccount,
        TaxForm taxForm) {

    // What ISO 20022 holds of a name.
    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_ACCOUNT = 255;
    private static final int SHOWN = 4;
    private static final Map<String, TaxForm> TAX_FORMS = Map.of(
            "missing", TaxForm.MISSING, "pending", TaxForm.PENDING, "valid", TaxForm.VALID, "exempt", TaxForm.EXEMPT);

    /** Never the account itself: a record's own text would put it into logs. */
    @Override
    public String toString() {
        return "payee " + hint();
    }

    /** @param accounts how account numbers are checked, which takes the tables of a library */
    public static Reading<PayeeForm> read(@Nullable Object body, Accounts accounts) {
        return Form.read(body, form -> fill(form, accounts));
    }

    /** Whether a text is an IBAN, and a BIC, by length and checksum of its country. */
    public record Accounts(Predicate<String> isIban, Predicate<String> isBic) {}

    private static @Nullable PayeeForm fill(Form form, Accounts accounts) {
        form.requires("name", "write the name that the account is held in");
        var name = form.text("name", LONGEST_NAME);
        var iban = account(form, "iban", accounts.isIban(), "write an IBAN such as DE89370400440532013000");
        var bic = account(form, "bic", accounts.isBic(), "write a BIC such as COBADEFF");
        var provider = form.text("providerAccount", LONGEST_ACCOUNT);
        var taxForm = form.choice("taxForm", TAX_FORMS, Set.of());
        form.refuseRest(Set.of("address", "country"));
        if (form.has("bic") && !form.has("iban"))
            form.note("iban", Mistake.REQUIRED, "a BIC alone reaches no account: write the IBAN, too");
        return name == null
                ? null
                : new PayeeForm(name, iban, bic, provider, taxForm == null ? TaxForm.MISSING : taxForm);
    }

    static @Nullable String account(Form form, String field, Predicate<String> is, String fix) {
        return form.read(
                field,
                text -> Optional.of(text.replace(" ", "").toUpperCase(Locale.ROOT))
                        .filter(is),
                fix);
    }

    /** What is sealed: everything by which the person is known or paid. */
    public Map<String, String> personal() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", name);
        if (iban != null) fields.put("iban", iban);
        if (bic != null) fields.put("bic", bic);
        if (providerAccount != null) fields.put("providerAccount", providerAccount);
        return fields;
    }

    public Set<PayoutMethod> methods() {
        var methods = EnumSet.of(PayoutMethod.MANUAL);
        if (iban != null) methods.add(PayoutMethod.BANK);
        if (providerAccount != null) methods.add(PayoutMethod.PROVIDER);
        return methods;
    }

    /** Enough to recognise an account, too little to use it. */
    public String hint() {
        if (iban != null) return iban.substring(0, SHOWN) + "…" + iban.substring(iban.length() - SHOWN);
        if (providerAccount == null) return "…";
        return "…"
                + providerAccount.substring(Math.max(providerAccount.length() / 2, providerAccount.length() - SHOWN));
    }
}
