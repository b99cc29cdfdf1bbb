package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Issuance;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a reward to what is owed: one change, at most one transfer, never an edit of an earlier one. */
public final class Reconcile {

    private Reconcile() {}

    /**
     * A reward met for the first time; one that was taken back before it was ever promised leaves no trace.
     *
     * @param couponCode the code to issue; null for what is no coupon, and for a coupon of a pool
     */
    public static Reconciliation open(String rewardId, @Nullable String couponCode, RewardLine line, Instant now) {
        if (!line.owesAnything() && line.standing() != Standing.REFUSED) return new Unchanged();
        var handled = Handled.byNobody(couponCode);
        var settled = new Course(line, handled, null).settledAt(now);
        var opened = reward(rewardId, 1, line, handled, settled, now);
        return changed(null, opened, movementsFromNothing(opened), opened.isHandedOver() ? Issuance.ISSUED : null);
    }

    /**
     * A reward met again, by a later revision of its conversion or, with its own line, by time alone. A rule that other terms let give
     * something of another kind takes back what it gave: nothing turns from money into a mug.
     */
    public static Reconciliation with(Reward before, RewardLine line, Instant now) {
        var sameThing =
                before.line().kind() == line.kind() && before.line().cause().equals(line.cause());
        var owed = sameThing ? line : before.line().withdrawn(Reason.NO_LONGER_OWED);
        return with(before, owed, Handled.of(before), now);
    }

    /** A coupon that waited for a code of its pool gets one. */
    public static Reconciliation handOut(Reward waiting, String couponCode, Instant now) {
        if (waiting.status() != Status.WAITING_FOR_COUPON) return new Unchanged();
        return with(waiting, waiting.line(), Handled.of(waiting).withCode(couponCode), now);
    }

    /** The same where a person ruled, money was paid or a code came in between. */
    static Reconciliation with(Reward before, RewardLine line, Handled handled, Instant now) {
        var start = isSameMoney(before.line(), line) ? handled : handled.at(Position.NOTHING);
        var settled = new Course(line, start, before.releasedAt()).settledAt(now);
        var after = reward(before.id(), before.sequence() + 1, line, start, settled, now);
        return isTheSame(before, after)
                ? new Unchanged()
                : changed(before, after, movements(before, after), issuance(before, after));
    }

    /** Nothing about the reward is new but what moved. */
    static Changed moved(Reward before, Movement movement, Instant now) {
        var after = new Reward(
                before.id(),
                before.sequence() + 1,
                before.line(),
                before.position(),
                before.verdict(),
                before.status(),
                before.reason(),
                before.couponCode(),
                before.releasedAt(),
                now,
                before.fulfilledAt());
        return changed(before, after, List.of(movement), null);
    }

    private static Reward reward(
            String id, int sequence, RewardLine line, Handled handled, Course.Settled settled, Instant now) {
        return new Reward(
                id,
                sequence,
                line,
                settled.position(),
                handled.verdict(),
                settled.status(),
                settled.reason(),
                handled.couponCode(),
                settled.releasedAt(),
                now,
                handled.fulfilledAt());
    }

    private static @Nullable Issuance issuance(Reward before, Reward after) {
        if (before.isHandedOver() == after.isHandedOver()) return null;
        return after.isHandedOver() ? Issuance.ISSUED : Issuance.RECALLED;
    }

    /** An order's effective fact, and so its currency, may change; positions of two currencies are never mixed. */
    private static boolean isSameMoney(RewardLine before, RewardLine now) {
        return before.amount() == null
                || now.amount() == null
                || before.amount().currency().equals(now.amount().currency());
    }

    private static boolean isTheSame(Reward before, Reward after) {
        return before.line().saysTheSameAs(after.line())
                && before.position().equals(after.position())
                && before.verdict() == after.verdict()
                && before.status() == after.status()
                && before.reason() == after.reason()
                && Objects.equals(before.fulfilledAt(), after.fulfilledAt());
    }

    private static List<Movement> movementsFromNothing(Reward opened) {
        var amount = opened.line().amount();
        if (amount == null) return List.of();
        return List.of(Movement.between(Position.NOTHING, opened.position(), amount.currency()));
    }

    private static List<Movement> movements(Reward before, Reward after) {
        var from = before.line().amount();
        var to = after.line().amount();
        if (from == null || to == null) return List.of();
        if (isSameMoney(before.line(), after.line()))
            return List.of(Movement.between(before.position(), after.position(), to.currency()));
        return List.of(
                Movement.between(before.position(), before.position().closing(), from.currency()),
                Movement.between(Position.NOTHING, after.position(), to.currency()));
    }

    private static Changed changed(
            @Nullable Reward before, Reward after, List<Movement> movements, @Nullable Issuance issuance) {
        var moved = movements.stream().filter(movement -> !movement.isNothing()).toList();
        return new Changed(before, after, transfer(after, moved), moved, Optional.ofNullable(issuance));
    }

    private static Optional<Transfer> transfer(Reward after, List<Movement> movements) {
        var entries = new ArrayList<Entry>();
        for (var movement : movements) entries.addAll(movement.entries(after.line()));
        if (entries.isEmpty()) return Optional.empty();
        var transfer = new Transfer(after.transferId(), entries);
        if (transfer.refusal().isPresent()) throw new IllegalStateException("unfit to post: " + transfer);
        return Optional.of(transfer);
    }
}
