package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Share;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Upline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets what, whichever way it was decided. */
record Credited(
        Outcome outcome,
        ConversionDecided.@Nullable Reason reason,
        @Nullable Advocate advocate,
        List<Credit> credits,
        List<Upline> upline) {

    // An advocate's share of a single-winner decision.
    private static final double WHOLE = 1.0;

    static Credited of(PurchaseOutcome outcome, long netMinor) {
        return switch (outcome) {
            case PurchaseOutcome.CreditedByBind byBind ->
                to(byBind.bind().advocate(), byBind.bind().through().code(), byBind.upline(), netMinor);
            case PurchaseOutcome.CreditedByTouch byTouch ->
                to(byTouch.brought().advocate(), byTouch.brought().winner().code(), byTouch.upline(), netMinor);
            case PurchaseOutcome.CreditedByJourney byJourney ->
                among(byJourney.brought(), byJourney.upline(), netMinor);
            case PurchaseOutcome.CreditedByWord byWord ->
                to(byWord.advocate(), byWord.advocate().code(), byWord.upline(), netMinor);
            case PurchaseOutcome.Uncredited uncredited -> nobody(uncredited.reason());
        };
    }

    /** A sign-up, which has no amount. */
    static Credited of(Resolution resolution, List<Bind> upline) {
        return switch (resolution) {
            case Resolution.Brought brought ->
                to(brought.advocate(), brought.winner().code(), upline, 0);
            case Resolution.Nobody nobody -> nobody(nobody.reason());
        };
    }

    static Credited among(Resolution resolution, List<UplineShare> upline, long netMinor) {
        return switch (resolution) {
            case Resolution.Brought brought -> {
                var division = brought.division();
                if (division == null) throw new IllegalArgumentException("a single winner shares with nobody");
                yield new Credited(
                        Outcome.ATTRIBUTED,
                        null,
                        advocate(brought.advocate(), brought.winner().code()),
                        credits(division.shares(netMinor)),
                        upline.stream().map(Credited::level).toList());
            }
            case Resolution.Nobody nobody -> nobody(nobody.reason());
        };
    }

    private static Credited to(CodeOwner owner, String code, List<Bind> upline, long netMinor) {
        return new Credited(
                Outcome.ATTRIBUTED,
                null,
                advocate(owner, code),
                List.of(new Credit(owner.participantId(), owner.externalId(), WHOLE, netMinor)),
                levels(upline));
    }

    /** As stated. */
    static Credited of(ConversionDecided decided) {
        return new Credited(
                decided.outcome(), decided.reason(), decided.advocate(), decided.credits(), decided.upline());
    }

    static Credited nobody(Reason reason) {
        var outcome = switch (reason) {
            case SELF_REFERRAL, CYCLE -> Outcome.REFUSED;
            default -> Outcome.UNATTRIBUTED;
        };
        return new Credited(outcome, ConversionDecided.Reason.valueOf(reason.name()), null, List.of(), List.of());
    }

    /** Promised to the same people, if a person finds nothing wrong with it. */
    Credited inReview() {
        return new Credited(Outcome.REVIEW, ConversionDecided.Reason.FRAUD_SIGNALS, advocate, credits, upline);
    }

    static Credited refusedAsFraud() {
        return new Credited(Outcome.REFUSED, ConversionDecided.Reason.FRAUD_SIGNALS, null, List.of(), List.of());
    }

    private static Advocate advocate(CodeOwner owner, String code) {
        return new Advocate(owner.participantId(), owner.externalId(), code);
    }

    private static List<Credit> credits(Collection<Share> shares) {
        return shares.stream()
                .map(share -> new Credit(
                        share.advocate().participantId(),
                        share.advocate().externalId(),
                        share.weight().doubleValue(),
                        share.amountMinor()))
                .toList();
    }

    private static Upline level(UplineShare above) {
        return new Upline(
                above.level(),
                above.person().participantId(),
                above.person().externalId(),
                above.weight().doubleValue());
    }

    // The advocate is level 1, so the first bind above leads to level 2.
    private static List<Upline> levels(List<Bind> upline) {
        var levels = new ArrayList<Upline>();
        for (var bind : upline)
            levels.add(new Upline(
                    levels.size() + 2,
                    bind.advocate().participantId(),
                    bind.advocate().externalId()));
        return levels;
    }
}
