package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.rewardissuing.payout.LineStatus;
import io.grapevine.rewardissuing.payout.ProviderAnswer;
import io.grapevine.rewardissuing.payout.ProviderCallback;
import io.grapevine.rewardissuing.payout.ReturnForm;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes down what a payment provider said, whether it was asked or told by itself; the same said twice counts once. */
@ApplicationScoped
class SettlePayment {

    private final EndLines endLines;
    private final RulePayout rulePayout;

    SettlePayment(EndLines endLines, RulePayout rulePayout) {
        this.endLines = endLines;
        this.rulePayout = rulePayout;
    }

    Uni<Void> answered(Mutiny.StatelessSession session, Sendings.Claimed payment, ProviderAnswer answer, Instant now) {
        var again = now.plus(ProviderAnswer.waitAfter(payment.attempts()));
        return switch (answer) {
            case ProviderAnswer.Paid() -> end(session, payment.lineId(), LineStatus.PAID, null, now);
            case ProviderAnswer.Failed(var reason) -> end(session, payment.lineId(), LineStatus.FAILED, reason, now);
            case ProviderAnswer.Accepted() ->
                Sendings.again(session, payment.lineId(), "accepted", "", again).replaceWithVoid();
            case ProviderAnswer.Unknown(var reason) ->
                Sendings.again(session, payment.lineId(), "unknown", reason, again)
                        .replaceWithVoid();
        };
    }

    /** @throws Problem 404, or 409 if it had ended otherwise */
    Uni<Void> told(Mutiny.StatelessSession session, ProviderCallback callback, Instant now) {
        var returnId = callback.returnId();
        if (callback.status() != LineStatus.RETURNED || returnId == null)
            return end(session, callback.lineId(), callback.status(), callback.reason(), now);
        var form = new ReturnForm(callback.lineId(), returnId, callback.reason());
        return payoutOf(session, callback.lineId())
                .chain(payoutId -> rulePayout.returned(session, payoutId, form, now));
    }

    private Uni<Void> end(
            Mutiny.StatelessSession session, String lineId, LineStatus status, @Nullable String reason, Instant now) {
        return payoutOf(session, lineId)
                .chain(payoutId -> Payouts.lock(session, payoutId))
                .chain(payout -> EndLines.line(session, payout.payoutId(), lineId)
                        .chain(line -> isNew(line, status)
                                ? endLines.end(session, payout, List.of(new EndLines.Ending(line, status, reason)), now)
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<String> payoutOf(Mutiny.StatelessSession session, String lineId) {
        return Sendings.payoutOf(session, lineId)
                .map(found -> found.orElseThrow(() -> Problem.notFound("There is no such payment.")));
    }

    private static boolean isNew(EndLines.BookedLine line, LineStatus status) {
        var stands = line.line().stands();
        if (stands == LineStatus.DUE || stands == LineStatus.SENT) return true;
        if (stands != status && !(stands == LineStatus.RETURNED && status == LineStatus.PAID))
            throw Problem.conflict(
                    "already_ended",
                    "This payment is " + stands.wireName() + " already; it does not become " + status.wireName() + ".");
        return false;
    }
}
