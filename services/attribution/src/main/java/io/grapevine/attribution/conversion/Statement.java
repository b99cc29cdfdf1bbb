package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import java.util.List;

/**
 * A decision put into the words of the contract, without id and revision: those depend on what was stated before.
 *
 * @param decided with empty {@code conversionId} and revision 0
 */
public record Statement(ConversionKey key, ConversionDecided decided) {

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
                        Explained.byTouch(version, signUp.policy(), decision.resolution())));
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
                        Explained.of(version, outcome)));
    }
}
