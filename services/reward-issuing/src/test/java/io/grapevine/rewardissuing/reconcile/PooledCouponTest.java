package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.pooled;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.moved;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.coupon.HandOut;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Issuance;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A coupon of a pool waits its turn, gets one code for good, and is a coupon like any other then. */
class PooledCouponTest {

    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Terms.RewardRule SPRING =
            rule("spring", Trigger.PURCHASE, Role.ADVOCATE, pooled("spring"), Duration.ZERO);

    @Test
    void itWaitsUntilACodeIsThere() {
        // Given
        var waiting = waiting("rew_1");
        assertThat(waiting.status()).isEqualTo(Status.WAITING_FOR_COUPON);
        assertThat(waiting.issuedCouponCode()).isEmpty();
        assertThat(Reconcile.with(waiting, waiting.line(), NOW.plusSeconds(1))).isEqualTo(new Unchanged());
        // When
        var issued = changed(Reconcile.handOut(waiting, "SPRING-1", NOW));
        // Then
        assertThat(issued.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(issued.reward().issuedCouponCode()).hasValue("SPRING-1");
        assertThat(issued.issuance()).hasValue(Issuance.ISSUED);
        assertThat(Reconcile.handOut(issued.reward(), "SPRING-2", NOW)).isEqualTo(new Unchanged());
    }

    @Test
    void whoeverWaitsLongerThanTheCodesLastGoesOnWaiting() {
        var handedOut =
                HandOut.of(List.of(waiting("rew_1"), waiting("rew_2"), waiting("rew_3")), List.of("A", "B"), NOW);
        assertThat(handedOut)
                .extracting(each -> each.change().reward().id() + " " + each.code())
                .containsExactly("rew_1 A", "rew_2 B");
        assertThat(HandOut.of(List.of(waiting("rew_1")), List.of(), NOW)).isEmpty();
        assertThat(HandOut.of(List.of(), List.of("A"), NOW)).isEmpty();
    }

    @Test
    void whoDoesNotWaitAnyMoreTakesNobodysCode() {
        var issued = changed(Reconcile.handOut(waiting("rew_1"), "A", NOW)).reward();
        assertThat(HandOut.of(List.of(issued, waiting("rew_2")), List.of("B"), NOW))
                .extracting(each -> each.change().reward().id() + " " + each.code())
                .containsExactly("rew_2 B");
    }

    @Test
    void whatIsTakenBackWhileItWaitsGetsNoCodeAndMayWaitAgain() {
        var refunded = again(waiting("rew_1"), purchase().refunded(10_000)).reward();
        assertThat(refunded.status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(Reconcile.handOut(refunded, "A", NOW)).isEqualTo(new Unchanged());
        assertThat(again(refunded, purchase()).reward().status()).isEqualTo(Status.WAITING_FOR_COUPON);
        var withdrawn =
                changed(Reconcile.with(waiting("rew_1"), waiting("rew_1").line().withdrawn(Reason.SELF_REFERRAL), NOW));
        assertThat(withdrawn.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(moved(Ruling.reject(waiting("rew_1"), NOW)).reward().status())
                .isEqualTo(Status.REFUSED);
    }

    @Test
    void aCodeThatWasGivenIsTheRewardsForGood() {
        var issued = changed(Reconcile.handOut(waiting("rew_1"), "A", NOW)).reward();
        var refunded = again(issued, purchase().refunded(10_000));
        assertThat(refunded.issuance()).hasValue(Issuance.RECALLED);
        var restored = again(refunded.reward(), purchase());
        assertThat(restored.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(restored.reward().issuedCouponCode()).hasValue("A");
    }

    @Test
    void aDisputeStopsTheWait() {
        var frozen = again(waiting("rew_1"), purchase().disputed(State.OPENED)).reward();
        assertThat(frozen.status()).isEqualTo(Status.FROZEN);
        assertThat(again(frozen, purchase().disputed(State.WON)).reward().status())
                .isEqualTo(Status.WAITING_FOR_COUPON);
    }

    @Test
    void theWaitBeginsWithTheEndOfTheHoldAndTheLifeWithTheCode() {
        var give = pooled("spring").expiring(Duration.ofDays(30));
        var rule = held(rule("spring", Trigger.PURCHASE, Role.ADVOCATE, give, Duration.ZERO), Duration.ofDays(14));
        var held = changed(Reconcile.open("rew_1", null, line(purchase(), rule), NOW))
                .reward();
        assertThat(held.status()).isEqualTo(Status.HELD);
        var end = MONDAY.plus(Duration.ofDays(14));
        var waiting = changed(Reconcile.with(held, held.line(), end)).reward();
        assertThat(waiting.status()).isEqualTo(Status.WAITING_FOR_COUPON);
        var issued =
                changed(Reconcile.handOut(waiting, "A", end.plusSeconds(9))).reward();
        assertThat(issued.status()).isEqualTo(Status.RELEASED);
        assertThat(issued.expiresAt()).hasValue(end.plusSeconds(9).plus(Duration.ofDays(30)));
    }

    private static Reward waiting(String id) {
        return changed(Reconcile.open(id, null, line(purchase(), SPRING), NOW)).reward();
    }

    private static Reconciliation.Changed again(Reward before, Decisions decision) {
        return changed(Reconcile.with(before, line(decision, SPRING), NOW));
    }
}
