package io.grapevine.attribution.program;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Priority;
import io.grapevine.attribution.credit.SharedCredit;
import io.grapevine.attribution.credit.TieBreak;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a program's terms.
 *
 * @param effectiveFrom event time from which it holds, inclusive; null = always
 * @param restatedBy the replay whose terms these are, in the place of the version's own; null if they are its own
 * @param lateness how late a fact may arrive that it decides on; null = whenever
 */
public record ProgramVersion(
        String programKey,
        int number,
        @Nullable Instant effectiveFrom,
        Terms terms,
        @Nullable String restatedBy,
        @Nullable Duration lateness) {

    /** As it was put. */
    public ProgramVersion(String programKey, int number, @Nullable Instant effectiveFrom, Terms terms) {
        this(programKey, number, effectiveFrom, terms, null, terms.attribution().lateness());
    }

    ProgramVersion restated(Terms instead, String by) {
        return new ProgramVersion(
                programKey,
                number,
                effectiveFrom,
                instead,
                by,
                instead.attribution().lateness());
    }

    /** The same where another version says how long facts are waited for. */
    ProgramVersion waiting(@Nullable Duration bound) {
        return new ProgramVersion(programKey, number, effectiveFrom, terms, restatedBy, bound);
    }

    public boolean holdsAt(Instant at) {
        return effectiveFrom == null || !at.isBefore(effectiveFrom);
    }

    /** How this version decides who is credited. */
    public Policy policy() {
        var attribution = terms.attribution();
        var edge = switch (attribution.lookback().edge()) {
            case INCLUSIVE -> LookbackWindow.Edge.INCLUSIVE;
            case EXCLUSIVE -> LookbackWindow.Edge.EXCLUSIVE;
        };
        return new Policy(
                programKey,
                attribution.sharesCredit() ? sharing(attribution) : choosing(attribution.model()),
                new LookbackWindow(attribution.lookback().length(), edge),
                attribution.priority() == null ? Priority.USUAL : priority(attribution.priority()),
                tieBreak(attribution.tieBreak()));
    }

    /** How long after the sign-up that binds a customer their orders are credited. */
    public ConversionWindow conversionWindow() {
        var attribution = terms.attribution();
        return new ConversionWindow(
                attribution.conversionWindow(), attribution.conversionEdge() == AttributionTerms.Edge.INCLUSIVE);
    }

    /** Whether it decides for somebody who is a customer since then: of earlier customers the version before goes on to decide. */
    public boolean isFor(Instant customerSince) {
        return audience() == Terms.Audience.EVERYONE || holdsAt(customerSince);
    }

    public Terms.Audience audience() {
        var audience = terms.audience();
        return audience == null ? Terms.Audience.EVERYONE : audience;
    }

    private static Priority priority(List<List<AttributionTerms.TouchClass>> ranks) {
        return new Priority(ranks.stream()
                .map(rank -> rank.stream().map(ProgramVersion::evidence).collect(toSet()))
                .toList());
    }

    private static EvidenceClass evidence(AttributionTerms.TouchClass touchClass) {
        return switch (touchClass) {
            case CODE -> EvidenceClass.CODE;
            case CLICK -> EvidenceClass.CLICK;
            case PAID_CLICK -> EvidenceClass.PAID_CLICK;
            case SOFT_CLICK -> EvidenceClass.SOFT_CLICK;
            case IMPRESSION -> EvidenceClass.IMPRESSION;
        };
    }

    private static TieBreak tieBreak(AttributionTerms.@Nullable TieBreak stated) {
        return switch (stated) {
            case null -> TieBreak.BY_MODEL;
            case BY_MODEL -> TieBreak.BY_MODEL;
            case HIGHEST_ID -> TieBreak.HIGHEST_ID;
            case LOWEST_ID -> TieBreak.LOWEST_ID;
        };
    }

    private static AttributionModel choosing(AttributionTerms.Model model) {
        return switch (model) {
            case FIRST_TOUCH -> AttributionModel.FIRST_TOUCH;
            case LAST_TOUCH -> AttributionModel.LAST_TOUCH;
            case LAST_NON_DIRECT -> AttributionModel.LAST_NON_DIRECT;
            case LINEAR, POSITION, TIME_DECAY, W_SHAPED, FULL_PATH ->
                throw new IllegalStateException(model + " has no single winner"); // terms do not come into being so
        };
    }

    private static SharedCredit sharing(AttributionTerms attribution) {
        return switch (attribution.model()) {
            case FIRST_TOUCH -> new SharedCredit.ByJourney(new CreditModel.FirstTouch());
            case LAST_TOUCH -> new SharedCredit.ByJourney(new CreditModel.LastTouch());
            case LAST_NON_DIRECT -> new SharedCredit.ByJourney(new CreditModel.LastNonDirect());
            case LINEAR -> new SharedCredit.ByJourney(new CreditModel.Linear());
            case POSITION -> new SharedCredit.ByJourney(position(requireNonNull(attribution.weights())));
            case TIME_DECAY ->
                new SharedCredit.ByJourney(new CreditModel.TimeDecay(requireNonNull(attribution.halfLife())));
            case W_SHAPED -> new SharedCredit.WShaped();
            case FULL_PATH -> new SharedCredit.FullPath();
        };
    }

    private static CreditModel position(AttributionTerms.PositionWeights weights) {
        return new CreditModel.Position(weights.first(), weights.middle(), weights.last());
    }
}
