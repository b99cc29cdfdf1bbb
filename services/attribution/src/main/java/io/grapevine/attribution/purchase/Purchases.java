package io.grapevine.attribution.purchase;

import io.grapevine.attribution.acquaintance.Acquaintance;
import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.Moments;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByBind;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByJourney;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByTouch;
import io.grapevine.attribution.purchase.PurchaseOutcome.Uncredited;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who is credited for an order (decision-spec S6, S9.5). */
public final class Purchases {

    private Purchases() {}

    /**
     * With lifetime binding a customer's sign-up has decided for every order from it on; an order before it, or by a person who
     * never signed up, is decided on what it shows itself (a guest's check-out). With per-order binding every order is.
     *
     * @param signedUp the customer's first sign-up; null if none is known
     * @param forest the binds of the customer, of every owner of a code in the evidence, and of those above them
     */
    public static PurchaseOutcome decide(
            PurchaseFact fact, ProgramVersion version, @Nullable EventOrder signedUp, Forest forest, CodeBook codes) {
        var terms = version.terms();
        if (!version.isFor(customerSince(fact, signedUp))
                || known(fact, version, signedUp).isPresent()) return new Uncredited(Reason.EXISTING_CUSTOMER, null);
        var withheld = Reason.of(fact.standing().consented());
        if (withheld != null) return new Uncredited(withheld, null);
        if (!isEligible(fact, terms.eligibility())) return new Uncredited(Reason.NOT_ELIGIBLE, null);
        if (terms.attribution().sharesCredit()) return byJourney(fact, version, signedUp, forest, codes);
        var person = fact.person();
        if (person != null && signedUp != null && bindingHolds(fact, terms, signedUp))
            return byBind(person, fact.order().at(), signedUp, version, forest);
        return isTooLate(fact, version, signedUp)
                ? new Uncredited(Reason.CREDIT_EXPIRED, null)
                : byTouch(fact, version, forest, codes);
    }

    /** As staff said, whatever the order shows; only what was bought, and what came back of it, is still the facts'. */
    public static PurchaseOutcome decide(
            PurchaseFact fact, ProgramVersion version, Word word, CodeOwner advocate, Forest forest) {
        if (advocate.externalId().equals(fact.person())) return new Uncredited(Reason.SELF_REFERRAL, null);
        return new PurchaseOutcome.CreditedByWord(
                word, advocate, upline(advocate.externalId(), fact.order().at(), version.terms(), forest));
    }

    /** From when on the buyer is a customer: since the sign-up, or only since this order. */
    public static Instant customerSince(PurchaseFact fact, @Nullable EventOrder signedUp) {
        var at = fact.order().at();
        return signedUp == null || signedUp.at().isAfter(at) ? at : signedUp.at();
    }

    /**
     * What the buyer had done as a customer before they were brought, in a program that wants new customers only: brought by the
     * sign-up where that decides for the order, else by the order itself.
     */
    public static Optional<Trace> known(PurchaseFact fact, ProgramVersion version, @Nullable EventOrder signedUp) {
        var terms = version.terms();
        if (!terms.eligibility().wantsNewCustomersOnly()) return Optional.empty();
        var brought = fact.person() != null && signedUp != null && bindingHolds(fact, terms, signedUp)
                ? signedUp
                : fact.order();
        return Acquaintance.before(fact.traces(), brought);
    }

    private static boolean bindingHolds(PurchaseFact fact, Terms terms, EventOrder signedUp) {
        return terms.attribution().binding() == AttributionTerms.Binding.LIFETIME
                && !fact.order().at().isBefore(signedUp.at());
    }

    private static boolean isTooLate(PurchaseFact fact, ProgramVersion version, @Nullable EventOrder signedUp) {
        var at = fact.order().at();
        return signedUp != null
                && !at.isBefore(signedUp.at())
                && !version.conversionWindow().covers(signedUp.at(), at);
    }

    private static PurchaseOutcome byBind(
            String customer, Instant at, EventOrder signedUp, ProgramVersion version, Forest forest) {
        var bind = forest.of(customer);
        if (bind.isEmpty()) return new Uncredited(Reason.NOT_BOUND, null);
        if (!version.conversionWindow().covers(signedUp.at(), at))
            return new Uncredited(Reason.CREDIT_EXPIRED, null, bind.get());
        return new CreditedByBind(bind.get(), upline(bind.get().advocate().externalId(), at, version.terms(), forest));
    }

    private static PurchaseOutcome byTouch(PurchaseFact fact, ProgramVersion version, Forest forest, CodeBook codes) {
        var at = fact.order().at();
        return switch (resolve(fact, version, Moments.ofOrder(at, null), fact.evidence(), forest, codes)) {
            case Resolution.Brought brought ->
                new CreditedByTouch(brought, upline(brought.advocate().externalId(), at, version.terms(), forest));
            case Resolution.Nobody nobody -> new Uncredited(nobody.reason(), nobody);
        };
    }

    private static PurchaseOutcome byJourney(
            PurchaseFact fact, ProgramVersion version, @Nullable EventOrder signedUp, Forest forest, CodeBook codes) {
        var at = fact.order().at();
        var moments = Moments.ofOrder(at, signedUp == null ? null : signedUp.at());
        return switch (resolve(fact, version, moments, fact.journey(), forest, codes)) {
            case Resolution.Brought brought ->
                new CreditedByJourney(
                        brought,
                        UplineShare.above(brought.shares(), at, version.terms().deepestLevel(), forest));
            case Resolution.Nobody nobody -> new Uncredited(nobody.reason(), nobody);
        };
    }

    private static Resolution resolve(
            PurchaseFact fact,
            ProgramVersion version,
            Moments moments,
            List<Touchpoint> evidence,
            Forest forest,
            CodeBook codes) {
        var person = fact.person();
        return Attribution.resolve(
                version.policy(),
                person,
                moments,
                evidence,
                codes,
                owner -> person != null && forest.descends(owner, person, fact.order()));
    }

    // An upline counts if it was bound at or before the order's time.
    private static List<Bind> upline(String advocate, Instant at, Terms terms, Forest forest) {
        return forest.standingAt(at, advocate, terms.deepestLevel() - 1);
    }

    private static boolean isEligible(PurchaseFact fact, Terms.Eligibility eligibility) {
        var minimum = eligibility.minPurchase();
        if (minimum != null && (!minimum.currency().equals(fact.currency()) || fact.amountMinor() < minimum.amount()))
            return false;
        return eligibility.countries().isEmpty()
                || fact.country() != null && eligibility.countries().contains(fact.country());
    }
}
