package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.Terms;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant pays, as the API shows it.
 *
 * @param payer the account that files pay from, as a hint
 * @param taxFormFrom from which sum in a year on a tax form must be there
 * @param providerSecret whsec_…, signs both ways; only in the answer that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsResponse(
        @Nullable String payer,
        List<Terms.Money> taxFormFrom,
        @Nullable String providerUrl,
        @Nullable String providerSecret) {

    static SettingsResponse of(Settings.SettingsRow row, @Nullable String providerSecret) {
        var thresholds = new TreeMap<>(row.taxFormFrom())
                .entrySet().stream()
                        .map(threshold -> new Terms.Money(threshold.getValue(), threshold.getKey()))
                        .toList();
        return new SettingsResponse(row.payerHint(), thresholds, row.providerUrl(), providerSecret);
    }
}
