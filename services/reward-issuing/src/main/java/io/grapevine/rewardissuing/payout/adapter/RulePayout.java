package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.rewardissuing.payout.ConfirmForm;
import io.grapevine.rewardissuing.payout.LineStatus;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import io.grapevine.rewardissuing.payout.ReturnForm;
import io.grapevine.rewardissuing.payout.Word;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people say about a payout: approve, cancel, confirm, returned. */
@ApplicationScoped
class RulePayout {

    private static final String CANCEL_LINES = """
            update payout_lines set status = 'cancelled', changed_at = :now where payout_id = :id and status = 'proposed' \
            and tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String CANCEL_ITEMS = """
            update payout_items i set open = false from payout_lines l where l.tenant_id = i.tenant_id and l.line_id = i.line_id \
            and l.payout_id = :id and i.open and i.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String RETURN = """
            insert into payout_returns (tenant_id, return_id, line_id, reason, returned_at) \
            values (:tenant, :return, :line, cast(nullif(:reason, '') as text), :now) on conflict do nothing""";
    private static final String RETURNED =
            "select r.line_id from payout_returns r where r.return_id = :return and r.tenant_id = (select current_setting('grapevine.tenant', true))";

    private final BookPayouts bookPayouts;
    private final EndLines endLines;

    RulePayout(BookPayouts bookPayouts, EndLines endLines) {
        this.bookPayouts = bookPayouts;
        this.endLines = endLines;
    }

    /** Who signs: a person, by one of the person's keys. */
    record Signer(String person, String keyHash) {}

    /** The second signature, and at once the first lines in the books. */
    Uni<Void> approve(Mutiny.StatelessSession session, String payoutId, Signer signer, Instant now) {
        return Payouts.lock(session, payoutId)
                .chain(payout -> Payouts.signers(session, payoutId)
                        .map(signers -> isNew(Word.approve(payout.stands(), signers, signer.person()), "approve"))
                        .chain(granted -> granted
                                ? approve(session, payout, signer, now)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> approve(Mutiny.StatelessSession session, PayoutRow payout, Signer signer, Instant now) {
        return Payouts.sign(session, payout.tenantId(), payout.payoutId(), "approved", signer.keyHash(), now)
                .chain(() -> Payouts.move(session, payout.payoutId(), PayoutStatus.APPROVED, now))
                .chain(() -> bookPayouts.book(session, payout, now))
                .replaceWithVoid();
    }

    /** Lets everything go that it reserved. */
    Uni<Void> cancel(Mutiny.StatelessSession session, String payoutId, Instant now) {
        return Payouts.lock(session, payoutId)
                .map(payout -> isNew(Word.cancel(payout.stands()), "cancel"))
                .chain(granted -> granted
                        ? cancelled(session, payoutId, now)
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> cancelled(Mutiny.StatelessSession session, String payoutId, Instant now) {
        return session.createNativeQuery(CANCEL_ITEMS)
                .setParameter("id", payoutId)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(CANCEL_LINES)
                        .setParameter("now", now)
                        .setParameter("id", payoutId)
                        .executeUpdate())
                .chain(() -> Payouts.move(session, payoutId, PayoutStatus.CANCELLED, now));
    }

    /** What became of payments that a person or a bank made. */
    Uni<Void> confirm(Mutiny.StatelessSession session, String payoutId, ConfirmForm form, Instant now) {
        return Payouts.lock(session, payoutId).chain(payout -> {
            var granted = isNew(Word.confirm(payout.stands()), "confirm");
            // Where a provider cannot say it any more a person does, line by line.
            if (payout.by() == PayoutMethod.PROVIDER && form.paid() == null)
                throw Problem.conflict(
                        "wrong_method",
                        "The payment provider says what became of its payments; name each line that you know better of, in `paid` and `failed`.");
            return granted
                    ? EndLines.of(session, payoutId).chain(lines -> confirm(session, payout, form, lines, now))
                    : Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> confirm(
            Mutiny.StatelessSession session,
            PayoutRow payout,
            ConfirmForm form,
            Map<String, EndLines.BookedLine> lines,
            Instant now) {
        var named = form.named().stream().filter(id -> !lines.containsKey(id)).findFirst();
        if (named.isPresent()) throw noSuchLine(named.get());
        var endings = lines.values().stream()
                .filter(line -> line.line().stands() != LineStatus.PAID)
                .flatMap(line -> form.outcome(line.line().lineId()).stream()
                        .map(outcome -> new EndLines.Ending(
                                line, outcome, form.failed().get(line.line().lineId()))))
                .toList();
        return endLines.end(session, payout, endings, now);
    }

    /** A payment that came back; told twice, it counts once. */
    Uni<Void> returned(Mutiny.StatelessSession session, String payoutId, ReturnForm form, Instant now) {
        return Payouts.lock(session, payoutId)
                .chain(payout -> session.createNativeQuery(RETURN)
                        .setParameter("tenant", payout.tenantId())
                        .setParameter("return", form.returnId())
                        .setParameter("line", form.lineId())
                        .setParameter(
                                "reason", Optional.ofNullable(form.reason()).orElse(""))
                        .setParameter("now", now)
                        .executeUpdate()
                        .chain(inserted ->
                                inserted == 1 ? giveBack(session, payout, form, now) : again(session, form)));
    }

    private Uni<Void> giveBack(Mutiny.StatelessSession session, PayoutRow payout, ReturnForm form, Instant now) {
        return EndLines.of(session, payout.payoutId()).chain(lines -> {
            var line = lines.get(form.lineId());
            if (line == null) throw noSuchLine(form.lineId());
            if (line.line().stands() != LineStatus.PAID)
                throw Problem.conflict("illegal_transition", "Only a line that was paid can come back.");
            var ending = new EndLines.Ending(line, LineStatus.RETURNED, form.reason());
            return endLines.end(session, payout, List.of(ending), now);
        });
    }

    private static Uni<Void> again(Mutiny.StatelessSession session, ReturnForm form) {
        return session.createNativeQuery(RETURNED, String.class)
                .setParameter("return", form.returnId())
                .getSingleResultOrNull()
                .invoke(line -> {
                    if (!form.lineId().equals(line))
                        throw Problem.conflict(
                                "already_returned",
                                "This line has come back by another return, or this return was of another line.");
                })
                .replaceWithVoid();
    }

    private static Problem noSuchLine(String lineId) {
        return Problem.notFound("This payout has no line " + lineId + " that was booked.");
    }

    /** Whether it is said for the first time. */
    private static boolean isNew(Word word, String what) {
        return switch (word) {
            case Word.Granted() -> true;
            case Word.Already() -> false;
            case Word.SamePerson() ->
                throw Problem.of(
                        403,
                        "four_eyes",
                        "Whoever created a payout, or set the schedule it comes from, does not approve it: another person must.");
            case Word.Illegal(var from) ->
                throw Problem.conflict(
                        "illegal_transition", "A payout that is " + from.wireName() + " has no way to " + what + ".");
        };
    }
}
