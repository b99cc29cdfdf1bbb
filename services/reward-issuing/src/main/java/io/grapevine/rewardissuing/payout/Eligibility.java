package io.grapevine.rewardissuing.payout;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the people of a payout.
 *
 * @param inOpenPayout whose money another payout is about to pay
 * @param taxFormFromMinor from which sum in a year on, inclusive, a tax form must be there; null = never
 * @param paidThisYear what each has been paid in this currency already
 */
public record Eligibility(
        Set<String> inOpenPayout,
        Map<String, Payee> payees,
        @Nullable Long taxFormFromMinor,
        Map<String, Long> paidThisYear) {

    /** Nobody is anywhere else, nobody is known, and nobody asks for tax forms. */
    public static final Eligibility NOTHING_KNOWN = new Eligibility(Set.of(), Map.of(), null, Map.of());

    public Eligibility {
        inOpenPayout = Set.copyOf(inOpenPayout);
        payees = Map.copyOf(payees);
        paidThisYear = Map.copyOf(paidThisYear);
    }

    public Optional<Payee> payee(String externalId) {
        return Optional.ofNullable(payees.get(externalId));
    }

    /** The first reason not to pay the person a sum; null if there is none. */
    @Nullable
    BlockReason holdsUp(PayoutForm form, String externalId, long sumMinor) {
        if (inOpenPayout.contains(externalId)) return BlockReason.IN_OPEN_PAYOUT;
        var shortfall = Proposal.shortfall(sumMinor, form.minimumMinor());
        if (shortfall != null) return shortfall;
        var unreachable = unreachable(form.method(), externalId);
        return unreachable == null ? taxForm(externalId, sumMinor) : unreachable;
    }

    /** Who is paid by hand is known to whoever pays. */
    private @Nullable BlockReason unreachable(PayoutMethod method, String externalId) {
        if (method == PayoutMethod.MANUAL) return null;
        var payee = payees.get(externalId);
        if (payee == null) return BlockReason.PAYEE_UNKNOWN;
        return payee.methods().contains(method) ? null : BlockReason.ACCOUNT_MISSING;
    }

    private @Nullable BlockReason taxForm(String externalId, long sumMinor) {
        if (taxFormFromMinor == null
                || Math.addExact(paidThisYear.getOrDefault(externalId, 0L), sumMinor) < taxFormFromMinor) return null;
        var stands = payee(externalId).map(Payee::taxForm).orElse(TaxForm.MISSING);
        return switch (stands) {
            case MISSING -> BlockReason.TAX_FORM_REQUIRED;
            case PENDING -> BlockReason.TAX_FORM_PENDING;
            case VALID, EXEMPT -> null;
        };
    }
}
