package io.grapevine.rewardissuing.payout;

import io.grapevine.events.RewardKind;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.money.Currencies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a payout is to pay.
 *
 * @param programKey whose money; null for all programs of the tenant
 * @param minimumMinor smallest sum worth a payment, inclusive
 * @param kinds cash unless said otherwise: store credit stays with the shop until somebody asks to pay it out
 */
public record PayoutForm(
        @Nullable String programKey, String currency, PayoutMethod method, long minimumMinor, Set<RewardKind> kinds) {

    private static final long SMALLEST_MINIMUM = 1;
    private static final int LONGEST_KEY = 64;
    private static final Map<String, PayoutMethod> METHODS =
            Map.of("manual", PayoutMethod.MANUAL, "bank", PayoutMethod.BANK, "provider", PayoutMethod.PROVIDER);
    private static final Set<String> KINDS = Set.of("cash", "credit");

    public PayoutForm {
        if (minimumMinor < SMALLEST_MINIMUM)
            throw new IllegalArgumentException("minimumMinor must be positive, was " + minimumMinor);
        kinds = Set.copyOf(kinds);
    }

    public static Reading<PayoutForm> read(@Nullable Object body) {
        return Form.read(body, PayoutForm::fill);
    }

    private static @Nullable PayoutForm fill(Form form) {
        var program = form.text("programKey", LONGEST_KEY);
        form.requires("currency", "write the ISO 4217 code of the money to pay out, such as EUR");
        var currency = form.read(
                "currency",
                code -> Optional.of(code).filter(Currencies::isMoney),
                "write an ISO 4217 code such as EUR");
        var method = form.choice("method", METHODS, Set.of());
        var minimum = form.whole("minimum", SMALLEST_MINIMUM, Long.MAX_VALUE);
        var kinds = form.texts("kinds", KINDS.size(), KINDS::contains, "write cash or credit");
        form.refuseRest(Set.of());
        if (currency == null) return null;
        return new PayoutForm(
                program,
                currency,
                method == null ? PayoutMethod.MANUAL : method,
                minimum == null ? SMALLEST_MINIMUM : minimum,
                kinds(kinds));
    }

    /** The same in the words of a request. */
    Map<String, Object> written() {
        var words = new TreeMap<String, Object>();
        if (programKey != null) words.put("programKey", programKey);
        words.put("currency", currency);
        words.put("method", method.wireName());
        words.put("minimum", minimumMinor);
        words.put("kinds", kinds.stream().map(RewardKind::wireName).sorted().toList());
        return words;
    }

    private static Set<RewardKind> kinds(List<String> words) {
        var kinds = new TreeSet<RewardKind>();
        if (words.isEmpty() || words.contains("cash")) kinds.add(RewardKind.CASH);
        if (words.contains("credit")) kinds.add(RewardKind.CREDIT);
        return kinds;
    }

    boolean covers(Payable payable) {
        return payable.isDebt() || programKey == null || programKey.equals(payable.programKey());
    }
}
