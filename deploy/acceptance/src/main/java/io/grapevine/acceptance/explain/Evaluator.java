package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Circumstances.Known;
import io.grapevine.acceptance.explain.Decision.Credit;
import java.math.BigDecimal;
import java.util.List;

/**
 * Decides again, from a decision's record alone. That a touch is a machine's, that a code is nobody's, who signed up when and who stood
 * above whom are facts that the record states; everything else follows from them, and what the record states of it is not looked at.
 */
final class Evaluator {
    private static final String TERMS = "terms";
    private static final String BINDING = "binding";
    private static final String MANUAL = "manual";

    private final DecisionRecord record;
    private final Policy policy;
    private final Circumstances circumstances;

    private Evaluator(DecisionRecord record) {
        this.record = record;
        this.policy = record.policy();
        this.circumstances = record.circumstances();
    }

    static Decision evaluate(DecisionRecord record) {
        var evaluator = new Evaluator(record);
        var settled = Contention.settle(record, evaluator.alone());
        var suspicion = record.suspicion();
        return suspicion == null || settled.advocate() == null ? settled : suspicion.judged(settled);
    }

    /** As if no other program wanted the conversion. */
    private Decision alone() {
        var named = circumstances.named();
        if (named != null) return asStaffSaid(named);
        if (isTooLate()) return refusedByTerms("too_late");
        var other = circumstances.namedProgram();
        if (other != null) return Decision.nobody(TERMS, "other_program", other, List.of());
        if (isExistingCustomer()) return refusedByTerms("existing_customer");
        var consent = circumstances.consent();
        if (Judging.isWithheld(consent)) return refusedByTerms("consent_" + consent);
        if (record.isSignUp()) return compared();
        if (!isEligible()) return refusedByTerms("not_eligible");
        if (policy.shares()) return compared();
        var signedUp = circumstances.signedUp();
        var inWindow = signedUp == null || policy.conversionWindow().covers(signedUp.at(), record.clock());
        if (isDecidedBySignUp()) return bySignUp(inWindow);
        return inWindow ? compared() : refusedByTerms("credit_expired");
    }

    private boolean isTooLate() {
        var bound = policy.lateness();
        var lateBy = circumstances.lateBy();
        return bound != null && lateBy != null && lateBy.compareTo(bound) > 0;
    }

    /** S6.1, and what the program says of customers it does not want. */
    private boolean isExistingCustomer() {
        var signedUp = circumstances.signedUp();
        if (record.isSignUp() && signedUp != null && !signedUp.equals(record.occurred())) return true;
        var known = circumstances.known();
        if (policy.newCustomersOnly() && known != null && wasCustomerBefore(known)) return true;
        var from = policy.effectiveFrom();
        var since = signedUp == null ? record.clock() : signedUp.at();
        return policy.forLaterCustomersOnly() && from != null && since.isBefore(from);
    }

    private boolean wasCustomerBefore(Known known) {
        var signedUp = circumstances.signedUp();
        var brought = isDecidedBySignUp() && signedUp != null ? signedUp : record.occurred();
        // Their own sign-up is how somebody becomes a customer, and shows nothing.
        return known.place().isBefore(brought) && (known.kind().equals("purchase") || !known.sameCustomer());
    }

    private boolean isDecidedBySignUp() {
        return !record.isSignUp() && policy.bindsForLife() && circumstances.signedUp() != null;
    }

    private boolean isEligible() {
        var minimum = policy.minimum();
        if (minimum != null
                && (!minimum.currency().equals(record.currency()) || record.amountMinor() < minimum.amountMinor()))
            return false;
        var country = circumstances.country();
        return policy.countries().isEmpty()
                || country != null && policy.countries().contains(country);
    }

    private Decision bySignUp(boolean inWindow) {
        var bound = circumstances.bound();
        if (bound == null) return refusedByTerms("not_bound");
        if (!bound.equals(circumstances.signedUp()) || record.candidates().size() != 1)
            throw new RecordJson.NoRecord("the record contradicts itself: the bind is not the sign-up's");
        var through = record.candidates().getFirst();
        var verdict = List.of(new Candidate.Verdict(true, null, null));
        return inWindow
                ? attributed(BINDING, through, List.of(Comparison.allTo(record, through)), verdict)
                : Decision.nobody(BINDING, "credit_expired", null, verdict);
    }

    /** The word of staff goes before every other fact, but nobody refers themselves, and the forest stays one. */
    private Decision asStaffSaid(Circumstances.Named named) {
        if (named.externalId().equals(record.customer()))
            return Decision.nobody(MANUAL, "self_referral", null, List.of());
        if (record.isSignUp() && new Judging(record).descendsFromCustomer(named.externalId()))
            return Decision.nobody(MANUAL, "cycle", null, List.of());
        var credits = List.of(new Credit(named.participantId(), named.externalId(), BigDecimal.ONE, record.netMinor()));
        // The word names a person; which of their codes stands for them is not said in it.
        var stated = record.stated().advocate();
        var code = stated == null ? "" : stated.referralCode();
        return new Decision(
                MANUAL,
                "attributed",
                null,
                new Decision.Advocate(named.participantId(), named.externalId(), code),
                credits,
                Uplines.above(record, credits),
                null,
                List.of());
    }

    private Decision compared() {
        var comparison = Comparison.of(record);
        var lead = comparison.lead();
        return lead == null
                ? Decision.nobody(ruleOfTouches(), comparison.blame(), null, comparison.verdicts())
                : attributed(ruleOfTouches(), lead, comparison.credits(), comparison.verdicts());
    }

    private Decision attributed(String rule, Candidate lead, List<Credit> credits, List<Candidate.Verdict> verdicts) {
        var leading = credits.stream()
                .filter(credit -> credit.externalId().equals(lead.owner()))
                .findFirst()
                .orElseThrow();
        return new Decision(
                rule,
                "attributed",
                null,
                new Decision.Advocate(leading.participantId(), leading.externalId(), lead.code()),
                credits,
                Uplines.above(record, credits),
                null,
                verdicts);
    }

    // A sign-up is always put down to its touches, even if none was looked at.
    private Decision refusedByTerms(String reason) {
        return Decision.nobody(record.isSignUp() ? ruleOfTouches() : TERMS, reason, null, List.of());
    }

    private String ruleOfTouches() {
        return policy.shares() ? "journey" : "touch";
    }
}
