package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.testkit.fact.Decisions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private final AtomicInteger ids = new AtomicInteger();
    private final Settlement.Chance chance = new Settlement.Chance(() -> "rew_" + ids.incrementAndGet(), () -> "CODE");

    @Test
    void everyLineGetsARewardOnceAndACouponItsCode() {
        // Given
        var owed = owed(purchase(), signUp().of("hello"));
        // When
        var changes = Settlement.of(owed, List.of(), chance, MONDAY);
        var rewards = changes.stream().map(Reconciliation.Changed::reward).toList();
        // Then
        assertThat(rewards).hasSize(3).extracting(Reward::sequence).containsOnly(1);
        assertThat(rewards).extracting(Reward::couponCode).containsOnlyOnce("CODE");
        assertThat(Settlement.of(owed, rewards, chance, MONDAY)).isEmpty();
    }

    @Test
    void aLateEarlierOrderMovesTheFirstOrderReward() {
        // Given
        var second = purchase().of("second").at(MONDAY.plusSeconds(1));
        var before = Settlement.of(owed(second), List.of(), chance, MONDAY).stream()
                .map(Reconciliation.Changed::reward)
                .toList();
        // When
        var changes = Settlement.of(owed(purchase().of("first"), second), before, chance, MONDAY);
        // Then
        assertThat(changes)
                .extracting(
                        change -> change.reward().line().key().conversionId(),
                        change -> change.reward().line().key().ruleId(),
                        change -> change.reward().status(),
                        change -> change.reward().reason())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first", "commission", Status.RELEASED, null),
                        org.assertj.core.groups.Tuple.tuple("first", "thanks", Status.RELEASED, null),
                        org.assertj.core.groups.Tuple.tuple(
                                "second", "thanks", Status.CLAWED_BACK, Reason.NO_LONGER_OWED));
    }

    @Test
    void rewardsOfConversionsThatWaitForTheirTermsStayAsTheyAre() {
        // Given
        var rewards = Settlement.of(owed(purchase()), List.of(), chance, MONDAY).stream()
                .map(Reconciliation.Changed::reward)
                .toList();
        // When, Then
        assertThat(Settlement.of(owed(purchase().refunded(10_000).in("demo", 2)), rewards, chance, MONDAY))
                .isEmpty();
    }

    private static Owed owed(Decisions... decisions) {
        return Owed.of(
                Arrays.stream(decisions).map(Decisions::build).toList(),
                demo(commission(), thanks(), welcomeCoupon()),
                CountedRules.NONE);
    }
}
