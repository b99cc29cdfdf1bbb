package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a reward to what is owed: one change, at most one transfer, never an edit of an earlier one. */
public final class Reconcile {

    private Reconcile() {}

    /**
     * A reward met for the first time; one that was taken back before it was ever promised leaves no trace.
     *
     * @param couponCode the code to issue; null for money
     */
    public static Reconciliation open(String rewardId, @Nullable String couponCode, RewardLine line, Instant now) {
        if (!line.owesAnything() && line.standing() != Standing.REFUSED) return new Unchanged();
        var settled = new Course(line, Position.NOTHING, Verdict.NONE, null).settledAt(now);
        var opened = reward(rewardId, 1, line, Verdict.NONE, couponCode, settled, now);
        return changed(opened, movementsFromNothing(opened));
    }

    /** A reward met again, by a later revision of its conversion or, with its own line, by time alone. */
    public static Reconciliation with(Reward before, RewardLine line, Instant now) {
        return with(before, line, before.verdict(), before.position(), now);
    }

    /** The same where a person ruled or money was paid in between. */
    static Reconciliation with(Reward before, RewardLine line, Verdict verdict, Position position, Instant now) {
        var start = isSameMoney(before.line(), line) ? position : Position.NOTHING;
        var settled = new Course(line, start, verdict, before.releasedAt()).settledAt(now);
        var after = reward(before.id(), before.sequence() + 1, line, verdict, before.couponCode(), settled, now);
        return isTheSame(before, after) ? new Unchanged() : changed(after, movements(before, after));
    }

    private static Reward reward(
            String id,
            int sequence,
            RewardLine line,
            Verdict verdict,
            @Nullable String couponCode,
            Course.Settled settled,
            Instant now) {
        return new Reward(
                id,
                sequence,
                line,
                settled.position(),
                verdict,
                settled.status(),
                settled.reason(),
                couponCode,
                settled.releasedAt(),
                now);
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
                && before.reason() == after.reason();
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

    private static Changed changed(Reward after, List<Movement> movements) {
        var moved = movements.stream().filter(movement -> !movement.isNothing()).toList();
        return new Changed(after, transfer(after, moved), moved);
    }

    private static Optional<Transfer> transfer(Reward after, List<Movement> movements) {
        var entries = new ArrayList<Entry>();
        for (var movement : movements)
            entries.addAll(movement.entries(
                    after.line().programKey(), after.line().key().externalId()));
        if (entries.isEmpty()) return Optional.empty();
        var transfer = new Transfer(after.transferId(), entries);
        if (transfer.refusal().isPresent()) throw new IllegalStateException("unfit to post: " + transfer);
        return Optional.of(transfer);
    }
}
