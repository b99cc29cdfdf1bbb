package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.pooled;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.coupon.HandOut;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded: promises, refunds and imports in any order never give a code twice, and nobody waits while a code is left. */
class CouponOrderTest {

    private static final Terms.RewardRule SPRING =
            rule("spring", Trigger.PURCHASE, Role.ADVOCATE, pooled("spring"), Duration.ZERO);

    private final Map<String, Reward> rewards = new TreeMap<>();
    private final Deque<String> stock = new ArrayDeque<>();
    private final List<String> handedOut = new ArrayList<>();

    static List<Long> seeds() {
        return new Random(20_261_123).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCodeIsGivenTwiceAndNobodyWaitsWhileOneIsLeft(long seed) {
        // Given
        var random = new Random(seed);
        var imported = 0;
        // When
        for (var step = 0; step < 60; step++) {
            switch (random.nextInt(4)) {
                case 0 -> promise("rew_" + step / 10 + step % 10);
                case 1 -> stock.add("S-" + ++imported);
                case 2 -> decideAgain(random);
                default -> handOut(1 + random.nextInt(3));
            }
        }
        handOut(60);
        // Then
        assertThat(handedOut).doesNotHaveDuplicates().hasSize(imported - stock.size());
        assertThat(rewards.values())
                .filteredOn(reward -> reward.couponCode() != null)
                .extracting(Reward::couponCode)
                .doesNotHaveDuplicates()
                .hasSize(handedOut.size());
        var waiting = waiting().size();
        assertThat(Math.min(waiting, stock.size())).isZero();
        assertThat(rewards.values())
                .filteredOn(reward -> reward.status() == Status.FULFILLED)
                .allMatch(reward -> reward.issuedCouponCode().isPresent());
    }

    private void promise(String id) {
        rewards.put(
                id,
                changed(Reconcile.open(id, null, line(purchase().of(id), SPRING), MONDAY))
                        .reward());
    }

    private void decideAgain(Random random) {
        if (rewards.isEmpty()) return;
        var id = List.copyOf(rewards.keySet()).get(random.nextInt(rewards.size()));
        var decision = random.nextBoolean()
                ? purchase().of(id).refunded(10_000)
                : purchase().of(id);
        if (Reconcile.with(rewards.get(id), line(decision, SPRING), MONDAY) instanceof Reconciliation.Changed change)
            rewards.put(id, change.reward());
    }

    private void handOut(int most) {
        var waiting = waiting().stream().limit(most).toList();
        var codes = stock.stream().limit(waiting.size()).toList();
        for (var each : HandOut.of(waiting, codes, MONDAY)) {
            assertThat(stock.remove()).isEqualTo(each.code());
            handedOut.add(each.code());
            rewards.put(each.change().reward().id(), each.change().reward());
        }
    }

    private List<Reward> waiting() {
        return rewards.values().stream()
                .filter(reward -> reward.status() == Status.WAITING_FOR_COUPON)
                .toList();
    }
}
