package io.grapevine.rewardissuing.reconcile;

import io.grapevine.events.RewardKind;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings all rewards of some customers to what is owed to them. */
public final class Settlement {

    private Settlement() {}

    /** Where new rewards get what only chance can give. */
    public record Chance(Supplier<String> rewardIds, Supplier<String> couponCodes) {}

    /**
     * The changes to make, rewards met for the first time before those met again.
     *
     * @param rewards every reward there is of the conversions in {@code owed}
     */
    public static List<Changed> of(Owed owed, Collection<Reward> rewards, Chance chance, Instant now) {
        var changes = new ArrayList<Changed>();
        var known = rewards.stream()
                .collect(Collectors.toMap(reward -> reward.line().key(), Function.identity()));
        for (var line : owed.lines().values()) if (!known.containsKey(line.key())) open(changes, line, chance, now);
        for (var reward : inOrder(known)) {
            var line = owed.now(reward.line());
            if (line.isPresent() && Reconcile.with(reward, line.get(), now) instanceof Changed change)
                changes.add(change);
        }
        return List.copyOf(changes);
    }

    private static void open(List<Changed> changes, RewardLine line, Chance chance, Instant now) {
        var generated = line.kind() == RewardKind.COUPON && !line.needsPooledCode();
        var couponCode = generated ? chance.couponCodes().get() : null;
        if (Reconcile.open(chance.rewardIds().get(), couponCode, line, now) instanceof Changed change)
            changes.add(change);
    }

    private static List<Reward> inOrder(Map<RewardKey, Reward> known) {
        return known.values().stream().sorted(Comparator.comparing(Reward::id)).toList();
    }
}
