package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.SharedCredit;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Consent;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Contest;
import io.grapevine.events.Explanation.Lineage;
import io.grapevine.events.Explanation.Manual;
import io.grapevine.events.Explanation.Sharing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a decision was reached by, in the words of the contract. */
final class Explained {

    private Explained() {}

    /** Of an order. */
    static Explanation of(Basis basis, ProgramVersion version, PurchaseOutcome outcome) {
        return switch (outcome) {
            case PurchaseOutcome.CreditedByBind byBind -> byBind(basis, byBind.bind());
            case PurchaseOutcome.CreditedByTouch byTouch ->
                byTouch(basis, version, version.policy(), byTouch.brought());
            case PurchaseOutcome.CreditedByJourney byJourney ->
                byTouch(basis, version, version.policy(), byJourney.brought());
            case PurchaseOutcome.CreditedByWord _ -> byTerms(basis);
            case PurchaseOutcome.Uncredited uncredited -> {
                var considered = uncredited.considered();
                if (considered != null) yield byTouch(basis, version, version.policy(), considered);
                var bind = uncredited.bind();
                yield bind != null ? byBind(basis, bind) : byTerms(basis);
            }
        };
    }

    /** @param policy of the version, as it was applied */
    static Explanation byTouch(Basis basis, ProgramVersion version, Policy policy, Resolution resolution) {
        return switch (policy.rule()) {
            case AttributionModel model -> chosen(basis, policy, model, resolution);
            case SharedCredit _ -> shared(basis, version.terms().attribution(), policy, resolution);
        };
    }

    /** The same, with what staff said last: where that names somebody it decided alone. */
    static Explanation by(Explanation alone, Word word) {
        var decided = word.named().isPresent();
        return new Explanation(
                decided ? "manual" : alone.rule(),
                decided ? null : alone.model(),
                decided ? null : alone.lookback(),
                decided ? null : alone.edge(),
                decided ? null : alone.boundBy(),
                decided ? null : alone.boundAt(),
                decided ? List.of() : alone.candidates(),
                decided ? null : alone.sharing(),
                alone.basis(),
                alone.contest(),
                manual(word),
                alone.lineage());
    }

    private static Manual manual(Word word) {
        var advocate = word.advocate();
        return new Manual(
                advocate == null ? Manual.Action.REVERSED : Manual.Action.ATTRIBUTED,
                word.by(),
                word.order().at(),
                word.reason(),
                advocate == null ? null : advocate.participantId(),
                advocate == null ? null : advocate.externalId(),
                word.before());
    }

    /** The same, once the programs of a group have been compared. */
    static Explanation by(Explanation alone, Contest contest) {
        return with(alone, contest, alone.lineage());
    }

    /** The same, resting on this part of the forest. */
    static Explanation on(Explanation alone, @Nullable Lineage lineage) {
        return with(alone, alone.contest(), lineage);
    }

    private static Explanation with(Explanation alone, @Nullable Contest contest, @Nullable Lineage lineage) {
        return new Explanation(
                alone.rule(),
                alone.model(),
                alone.lookback(),
                alone.edge(),
                alone.boundBy(),
                alone.boundAt(),
                alone.candidates(),
                alone.sharing(),
                alone.basis(),
                contest,
                alone.manual(),
                lineage);
    }

    private static Explanation byBind(Basis basis, Bind bind) {
        return new Explanation(
                "binding",
                null,
                null,
                null,
                bind.order().eventId(),
                bind.order().at(),
                List.of(alone(new Verdict(bind.through(), bind.advocate(), null), false)),
                null,
                basis,
                null,
                null,
                null);
    }

    private static Explanation byTerms(Basis basis) {
        return new Explanation("terms", null, null, null, null, null, List.of(), null, basis, null, null, null);
    }

    private static Explanation chosen(Basis basis, Policy policy, AttributionModel model, Resolution resolution) {
        return new Explanation(
                "touch",
                AttributionTerms.Model.valueOf(model.name()),
                policy.lookback().length(),
                AttributionTerms.Edge.valueOf(policy.lookback().edge().name()),
                null,
                null,
                resolution.verdicts().stream()
                        .map(verdict -> alone(verdict, model == AttributionModel.LAST_NON_DIRECT))
                        .toList(),
                null,
                basis,
                null,
                null,
                null);
    }

    private static Explanation shared(Basis basis, AttributionTerms attribution, Policy policy, Resolution resolution) {
        return new Explanation(
                "journey",
                attribution.model(),
                policy.lookback().length(),
                AttributionTerms.Edge.valueOf(policy.lookback().edge().name()),
                null,
                null,
                resolution.verdicts().stream().map(Explained::earning).toList(),
                sharing(attribution, resolution),
                basis,
                null,
                null,
                null);
    }

    private static Sharing sharing(AttributionTerms attribution, Resolution resolution) {
        var model = resolution instanceof Resolution.Brought brought && brought.division() != null
                ? brought.division().model()
                : null;
        return switch (model) {
            case CreditModel.WShaped milestones ->
                new Sharing(null, null, milestones.leadAt(), milestones.opportunityAt(), null);
            case CreditModel.FullPath milestones ->
                new Sharing(null, null, milestones.leadAt(), milestones.opportunityAt(), milestones.closeAt());
            case null, default -> new Sharing(attribution.weights(), attribution.halfLife(), null, null, null);
        };
    }

    /** The channel counts only where the model looks at it; elsewhere it would make a revision of nothing. */
    private static Candidate alone(Verdict verdict, boolean withChannel) {
        return candidate(verdict, null, withChannel ? verdict.touchpoint().cameThrough() : null);
    }

    private static Candidate earning(Verdict verdict) {
        var weight = verdict.weight();
        return candidate(
                verdict,
                weight == null ? null : weight.doubleValue(),
                verdict.touchpoint().cameThrough());
    }

    private static Candidate candidate(Verdict verdict, @Nullable Double weight, @Nullable String channel) {
        var touchpoint = verdict.touchpoint();
        var owner = verdict.owner();
        return new Candidate(
                touchpoint.id(),
                touchpoint.evidenceClass().wireName(),
                touchpoint.code(),
                owner == null ? null : owner.externalId(),
                touchpoint.at(),
                verdict.won(),
                Optional.ofNullable(verdict.lostBecause())
                        .map(reason -> Reason.valueOf(reason.name()))
                        .orElse(null),
                weight,
                channel,
                owner != null && verdict.won() ? owner.participantId() : null,
                touchpoint.human() ? null : false,
                unlessZero(touchpoint.sequence()),
                unlessZero(touchpoint.priority()),
                touchpoint.consent() == Consent.GRANTED ? null : touchpoint.consent());
    }

    // Our own edge gives neither: a record is kept for ever, so what is usual is left out.
    private static @Nullable Long unlessZero(long value) {
        return value == 0 ? null : value;
    }
}
