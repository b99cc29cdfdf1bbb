package io.grapevine.events.definition;

import io.grapevine.events.Terms.Eligibility;
import io.grapevine.events.form.Form;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code eligibility} part of a definition: which conversions the program wants at all. */
final class EligibilityForm {

    private static final Set<String> ISO_COUNTRIES = Set.of(Locale.getISOCountries());

    private EligibilityForm() {}

    static Eligibility read(@Nullable Form form) {
        if (form == null) return new Eligibility(null, List.of());
        var minPurchase = Amounts.read(form, "minPurchase");
        var countries = form.texts(
                "countries", ISO_COUNTRIES.size(), ISO_COUNTRIES::contains, "write ISO 3166-1 codes such as DE");
        var newCustomersOnly = form.flag("newCustomersOnly");
        form.refuseRest(Set.of("maxPurchase", "products", "segments", "channels", "devices"));
        // A set, so the order a client writes them in makes no new version.
        return new Eligibility(
                minPurchase,
                countries.stream().distinct().sorted().toList(),
                Boolean.TRUE.equals(newCustomersOnly) ? newCustomersOnly : null);
    }
}
