package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Contest;
import io.grapevine.events.Screening;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision put into the words of the contract, without id and revision: those depend on what was stated before.
 *
 * @param decided with empty {@code conversionId} and revision 0
 * @param claim what the program would be credited for if it were alone; null if it wants nothing
 */
public record Statement(
        ConversionKey key,
        ConversionDecided decided,
        @Nullable Claim claim) {

    /** Whether the same was stated before; ids and revisions aside, everything counts, the explanation included. */
    public boolean repeats(ConversionDecided before) {
        return numbered(before.conversionId(), before.revision()).equals(before);
    }

    /** The statement as a revision of a conversion. */
    public ConversionDecided numbered(String conversionId, int revision) {
        return decided(conversionId, revision, Credited.of(decided), decided.explanation(), decided.lostTo());
    }

    /** @param upline the binds above the one advocate */
    public static Statement of(SignUpDecision decision, ProgramVersion version, List<Bind> upline) {
        return of(decision, version, Credited.of(decision.resolution(), upline));
    }

    /** @param upline those above the advocates who share the credit */
    public static Statement ofShared(SignUpDecision decision, ProgramVersion version, List<UplineShare> upline) {
        return of(decision, version, Credited.among(decision.resolution(), upline, 0));
    }

    private static Statement of(SignUpDecision decision, ProgramVersion version, Credited credit) {
        var signUp = decision.signUp();
        return new Statement(
                        ConversionKey.ofSignUp(
                                version.programKey(),
                                signUp.source(),
                                signUp.order().eventId()),
                        new ConversionDecided(
                                "",
                                0,
                                version.programKey(),
                                version.number(),
                                Kind.SIGNUP,
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
                                Explained.byTouch(
                                        Bases.of(decision, version), version, signUp.policy(), decision.resolution()),
                                null,
                                version.restatedBy(),
                                ConversionDetails.ofSignUp(signUp.segment())),
                        Claim.of(version, Kind.SIGNUP, Claim.through(decision.resolution())))
                .on(signUp.word());
    }

    /** @param signedUp where in event order the buyer first signed up; null if that is not known */
    public static Statement of(
            Order order, PurchaseOutcome outcome, ProgramVersion version, @Nullable EventOrder signedUp) {
        var fact = order.fact();
        var credit = Credited.of(outcome, fact.amountMinor() - order.refundedMinor());
        return new Statement(
                ConversionKey.ofOrder(version.programKey(), fact.orderId()),
                new ConversionDecided(
                        "",
                        0,
                        version.programKey(),
                        version.number(),
                        Kind.PURCHASE,
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
                        Explained.of(Bases.of(fact, version, signedUp), version, outcome),
                        null,
                        version.restatedBy(),
                        order.details()),
                Claim.of(version, Kind.PURCHASE, Claim.through(outcome)));
    }

    /** The order is another program's alone: said by the program that another report of the same order had named. */
    public static Statement ofAnothers(Order order, ProgramVersion version) {
        var statement = of(order, new PurchaseOutcome.Uncredited(Reason.OTHER_PROGRAM, null), version, null);
        var decided = statement.decided;
        return new Statement(
                statement.key,
                statement.decided(
                        "",
                        0,
                        Credited.of(decided),
                        decided.explanation(),
                        order.fact().programKey()),
                null);
    }

    /** With what staff said last about it, if they ever did: the record of a word stays, also of one that was taken back. */
    public Statement on(@Nullable Word word) {
        if (word == null) return this;
        var explanation = Explained.by(decided.explanation(), word);
        return new Statement(
                key,
                decided("", 0, Credited.of(decided), explanation, decided.lostTo()),
                claim == null || word.named().isEmpty() ? claim : claim.by(word));
    }

    /**
     * With the part of the forest that it rests on.
     *
     * @param levels how deep uplines were looked for
     */
    public Statement restingOn(Forest forest, int levels) {
        var lineage = Lineages.of(decided, forest, levels);
        if (lineage == null) return this;
        return new Statement(
                key,
                decided(
                        decided.conversionId(),
                        decided.revision(),
                        Credited.of(decided),
                        Explained.on(decided.explanation(), lineage),
                        decided.lostTo()),
                claim);
    }

    /** As it stands once the programs of a group have been compared. */
    Statement after(Contest contest) {
        var winner = contest.contenders().getFirst().programKey();
        var explanation = Explained.by(decided.explanation(), contest);
        var stands = winner.equals(decided.programKey());
        return new Statement(
                key,
                stands
                        ? decided("", 0, Credited.of(decided), explanation, null)
                        : decided("", 0, Credited.nobody(Reason.OTHER_PROGRAM), explanation, winner),
                claim);
    }

    /** As it stands once it was screened: credited all the same, credited if a person finds nothing wrong, or not at all. */
    public Statement screened(Screening screening) {
        var stood = Credited.of(decided);
        var credit = switch (screening.verdict()) {
            case ACCEPT -> stood;
            case REVIEW -> stood.inReview();
            case REFUSE -> Credited.refusedAsFraud();
        };
        return new Statement(
                key, decided("", 0, credit, decided.explanation().with(screening), decided.lostTo()), claim);
    }

    private ConversionDecided decided(
            String conversionId, int revision, Credited credit, Explanation explanation, @Nullable String lostTo) {
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
                credit.outcome(),
                credit.reason(),
                credit.advocate(),
                credit.credits(),
                credit.upline(),
                explanation,
                lostTo,
                decided.restatedBy(),
                decided.details());
    }
}
