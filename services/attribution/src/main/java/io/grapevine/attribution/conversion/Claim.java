package io.grapevine.attribution.conversion;

import io.grapevine.attribution.credit.Priority;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program's wish to be the one of its group that pays for a conversion.
 *
 * @param manual staff said so, which goes before any rank
 * @param rank the lower one goes first
 * @param evidenceClass of the touch that it rests on
 * @param touchedAt when that was
 */
public record Claim(
        String programKey,
        int programVersion,
        String group,
        boolean manual,
        int rank,
        EvidenceClass evidenceClass,
        Instant touchedAt) {

    /** Who goes first: whom staff named, the latest of several; then by rank, then by the stronger evidence, then by the later, then by the key. */
    static final Comparator<Claim> PRECEDENCE = Comparator.comparing(Claim::spokenAt, Comparator.reverseOrder())
            .thenComparingInt(Claim::rank)
            .thenComparing(Claim::evidenceClass, Priority.USUAL.byStrength().reversed())
            .thenComparing(Claim::touchedAt, Comparator.reverseOrder())
            .thenComparing(Claim::programKey, CodePoints.ORDER);

    /** Null if nobody is credited, or nothing could be paid, or the program minds no other. */
    static @Nullable Claim of(ProgramVersion version, Kind kind, Optional<Touchpoint> through) {
        var exclusivity = version.terms().exclusiveness();
        var group = exclusivity.group();
        if (through.isEmpty() || group == null || !version.terms().rewards(Terms.Trigger.valueOf(kind.name())))
            return null;
        return new Claim(
                version.programKey(),
                version.number(),
                group,
                false,
                exclusivity.rank(),
                through.get().evidenceClass(),
                through.get().at());
    }

    /** The same claim, by what staff said. */
    Claim by(Word word) {
        return new Claim(
                programKey,
                programVersion,
                group,
                true,
                rank,
                EvidenceClass.CODE,
                word.order().at());
    }

    private Instant spokenAt() {
        return manual ? touchedAt : Instant.MIN;
    }

    /** The touch that an order's credit rests on; where several share it, the one that leads. */
    static Optional<Touchpoint> through(PurchaseOutcome outcome) {
        return switch (outcome) {
            case PurchaseOutcome.CreditedByBind byBind ->
                Optional.of(byBind.bind().through());
            case PurchaseOutcome.CreditedByTouch byTouch ->
                Optional.of(byTouch.brought().winner());
            case PurchaseOutcome.CreditedByJourney byJourney ->
                Optional.of(byJourney.brought().winner());
            case PurchaseOutcome.CreditedByWord byWord ->
                Optional.of(Touchpoint.code(
                        byWord.word().order().eventId(),
                        byWord.advocate().code(),
                        byWord.word().order().at()));
            case PurchaseOutcome.Uncredited _ -> Optional.empty();
        };
    }

    static Optional<Touchpoint> through(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Brought brought -> Optional.of(brought.winner());
            case Resolution.Nobody _ -> Optional.empty();
        };
    }
}
