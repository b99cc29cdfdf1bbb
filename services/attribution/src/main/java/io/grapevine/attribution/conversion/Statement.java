package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision put into the words of the contract, without id and revision: those depend on what was stated before.
 *
 * @param decided with empty {@code conversionId} and revision 0
 */
public record Statement(ConversionKey key, ConversionDecided decided) {

    // An advocate's share of a single-winner decision.
    private static final double WHOLE = 1.0;

    /** Whether the same was stated before; ids and revisions aside, everything counts, the explanation included. */
    public boolean repeats(ConversionDecided before) {
        return numbered(before.conversionId(), before.revision()).equals(before);
    }

    /** The statement as a revision of a conversion. */
    public ConversionDecided numbered(String conversionId, int revision) {
        return new ConversionDecided(
                conversionId,
                revision,
                decided.programKey(),
                decided.programVersion(),
                decided.kind(),
                decided.eventId(),
                decided.eventSource(),
                decided.customerId(),
                decided.visitorId(),
                decided.orderId(),
                decided.occurredAt(),
                decided.amountMinor(),
                decided.currency(),
                decided.refundedMinor(),
                decided.disputed(),
                decided.outcome(),
                decided.reason(),
                decided.advocate(),
                decided.credits(),
                decided.upline(),
                decided.explanation());
    }

    public static Statement of(SignUpDecision decision, ProgramVersion version, List<Bind> upline) {
        var signUp = decision.signUp();
        var credit = Credited.of(decision.resolution(), upline, 0);
        return new Statement(
                ConversionKey.ofSignUp(
                        version.programKey(), signUp.source(), signUp.order().eventId()),
                new ConversionDecided(
                        "",
                        0,
                        version.programKey(),
                        version.number(),
                        ConversionDecided.Kind.SIGNUP,
                        signUp.order().eventId(),
                        signUp.source(),
                        signUp.customer(),
                        null,
                        null,
                        signUp.order().at(),
                        0,
                        null,
                        0,
                        null,
                        credit.outcome(),
                        credit.reason(),
                        credit.advocate(),
                        credit.credits(),
                        credit.upline(),
                        byTouch(signUp.policy(), decision.resolution())));
    }

    public static Statement of(Order order, PurchaseOutcome outcome, ProgramVersion version) {
        var fact = order.fact();
        var credit = Credited.of(outcome, fact.amountMinor() - order.refundedMinor());
        return new Statement(
                ConversionKey.ofOrder(version.programKey(), fact.orderId()),
                new ConversionDecided(
                        "",
                        0,
                        version.programKey(),
                        version.number(),
                        ConversionDecided.Kind.PURCHASE,
                        fact.order().eventId(),
                        fact.source(),
                        fact.person(),
                        fact.visitor(),
                        fact.orderId(),
                        fact.order().at(),
                        fact.amountMinor(),
                        fact.currency(),
                        order.refundedMinor(),
                        order.dispute(),
                        credit.outcome(),
                        credit.reason(),
                        credit.advocate(),
                        credit.credits(),
                        credit.upline(),
                        explanation(outcome, version.policy())));
    }

    private static ConversionDecided.Explanation explanation(PurchaseOutcome outcome, Policy policy) {
        return switch (outcome) {
            case PurchaseOutcome.CreditedByBind byBind ->
                new ConversionDecided.Explanation(
                        "binding",
                        null,
                        null,
                        null,
                        byBind.bind().order().eventId(),
                        byBind.bind().order().at(),
                        List.of(candidate(new Verdict(
                                byBind.bind().through(), byBind.bind().advocate(), null))));
            case PurchaseOutcome.CreditedByTouch byTouch -> byTouch(policy, byTouch.brought());
            case PurchaseOutcome.Uncredited uncredited -> {
                var considered = uncredited.considered();
                yield considered != null
                        ? byTouch(policy, considered)
                        : new ConversionDecided.Explanation("terms", null, null, null, null, null, List.of());
            }
        };
    }

    private static ConversionDecided.Explanation byTouch(Policy policy, Resolution resolution) {
        return new ConversionDecided.Explanation(
                "touch",
                Terms.Model.valueOf(policy.model().name()),
                policy.lookback().length(),
                Terms.Edge.valueOf(policy.lookback().edge().name()),
                null,
                null,
                resolution.verdicts().stream().map(Statement::candidate).toList());
    }

    private static ConversionDecided.Candidate candidate(Verdict verdict) {
        var touchpoint = verdict.touchpoint();
        var owner = verdict.owner();
        return new ConversionDecided.Candidate(
                touchpoint.id(),
                touchpoint.evidenceClass().wireName(),
                touchpoint.code(),
                owner == null ? null : owner.externalId(),
                touchpoint.at(),
                verdict.won(),
                Optional.ofNullable(verdict.lostBecause())
                        .map(reason -> ConversionDecided.Reason.valueOf(reason.name()))
                        .orElse(null));
    }

    /** Who gets what, whichever way it was decided. */
    private record Credited(
            Outcome outcome,
            ConversionDecided.@Nullable Reason reason,
            ConversionDecided.@Nullable Advocate advocate,
            List<ConversionDecided.Credit> credits,
            List<ConversionDecided.Upline> upline) {

        static Credited of(PurchaseOutcome outcome, long netMinor) {
            return switch (outcome) {
                case PurchaseOutcome.CreditedByBind byBind ->
                    to(byBind.bind().advocate(), byBind.bind().through().code(), byBind.upline(), netMinor);
                case PurchaseOutcome.CreditedByTouch byTouch ->
                    to(byTouch.brought().advocate(), byTouch.brought().winner().code(), byTouch.upline(), netMinor);
                case PurchaseOutcome.Uncredited uncredited -> nobody(uncredited.reason());
            };
        }

        static Credited of(Resolution resolution, List<Bind> upline, long netMinor) {
            return switch (resolution) {
                case Resolution.Brought brought ->
                    to(brought.advocate(), brought.winner().code(), upline, netMinor);
                case Resolution.Nobody nobody -> nobody(nobody.reason());
            };
        }

        private static Credited to(
                io.grapevine.attribution.journey.CodeOwner owner, String code, List<Bind> upline, long netMinor) {
            return new Credited(
                    Outcome.ATTRIBUTED,
                    null,
                    new ConversionDecided.Advocate(owner.participantId(), owner.externalId(), code),
                    List.of(new ConversionDecided.Credit(owner.participantId(), owner.externalId(), WHOLE, netMinor)),
                    levels(upline));
        }

        private static Credited nobody(io.grapevine.attribution.credit.Reason reason) {
            var outcome = switch (reason) {
                case SELF_REFERRAL, CYCLE -> Outcome.REFUSED;
                default -> Outcome.UNATTRIBUTED;
            };
            return new Credited(outcome, ConversionDecided.Reason.valueOf(reason.name()), null, List.of(), List.of());
        }

        // The advocate is level 1, so the first bind above leads to level 2.
        private static List<ConversionDecided.Upline> levels(List<Bind> upline) {
            var levels = new ArrayList<ConversionDecided.Upline>();
            for (var bind : upline)
                levels.add(new ConversionDecided.Upline(
                        levels.size() + 2,
                        bind.advocate().participantId(),
                        bind.advocate().externalId()));
            return levels;
        }
    }
}
