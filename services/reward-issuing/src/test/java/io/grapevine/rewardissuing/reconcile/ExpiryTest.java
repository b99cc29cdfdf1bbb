package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.coupon;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.thing;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.moved;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.opened;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Issuance;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import io.grapevine.testkit.fact.Decisions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was not used in time is lost; what was, and what later facts say, stays right. */
class ExpiryTest {

    private static final Duration NINETY_DAYS = Duration.ofDays(90);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Instant LOST = NOW.plus(NINETY_DAYS);
    private static final Terms.RewardRule CREDIT = rule(
            "credit",
            Trigger.PURCHASE,
            Role.ADVOCATE,
            new Terms.Give(RewardKind.CREDIT, BigDecimal.TEN, null, null, null).expiring(NINETY_DAYS),
            Duration.ZERO);

    @Test
    void anUnusedCreditIsLostExactlyAtTheEndOfItsLife() {
        // Given
        var released = opened(purchase(), CREDIT, NOW).reward();
        assertThat(released.expiresAt()).hasValue(LOST);
        // When
        var justBefore = Reconcile.with(released, released.line(), LOST.minusMillis(1));
        var then = changed(Reconcile.with(released, released.line(), LOST));
        var justAfter = changed(Reconcile.with(released, released.line(), LOST.plusMillis(1)));
        // Then
        assertThat(justBefore).isEqualTo(new Unchanged());
        assertThat(then.reward().status()).isEqualTo(Status.EXPIRED);
        assertThat(then.reward().reason()).isNull();
        assertThat(then.movements()).containsExactly(new Movement("EUR", 0, 0, 0, 1000));
        assertThat(justAfter.reward().position()).isEqualTo(then.reward().position());
        assertThat(Reconcile.with(then.reward(), then.reward().line(), LOST.plusSeconds(1)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void theClockStartsWithTheReleaseNotWithThePromise() {
        var give = fixed(300, "EUR").expiring(NINETY_DAYS);
        var rule = rule("late", Trigger.PURCHASE, Role.ADVOCATE, give, TWO_WEEKS);
        var held = opened(purchase(), rule, NOW).reward();
        assertThat(held.expiresAt()).isEmpty();
        var holdEnds = MONDAY.plus(TWO_WEEKS);
        var released = changed(Reconcile.with(held, held.line(), holdEnds)).reward();
        assertThat(released.expiresAt()).hasValue(holdEnds.plus(NINETY_DAYS));
        // A worker that was away until after the end of the hold releases then, and the life begins then.
        var late = changed(Reconcile.with(held, held.line(), holdEnds.plus(NINETY_DAYS)))
                .reward();
        assertThat(late.status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void whatWasUsedIsNotLostAndLaterFactsStillReduceIt() {
        var used = moved(Ruling.fulfil(opened(purchase(), CREDIT, NOW).reward(), NOW))
                .reward();
        assertThat(Reconcile.with(used, used.line(), LOST)).isEqualTo(new Unchanged());
        var refunded = again(used, purchase().refunded(4_000), LOST);
        assertThat(refunded.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(refunded.reward().position().payableMinor()).isEqualTo(-400);
    }

    @Test
    void whatCameOnTopAfterItWasUsedIsLost() {
        var used = moved(Ruling.fulfil(
                        opened(purchase().refunded(5_000), CREDIT, NOW).reward(), NOW))
                .reward();
        var raised = again(used, purchase(), NOW).reward();
        assertThat(raised.status()).isEqualTo(Status.RELEASED);
        var expired = changed(Reconcile.with(raised, raised.line(), LOST)).reward();
        assertThat(expired.status()).isEqualTo(Status.FULFILLED);
        assertThat(expired.position().payableMinor()).isZero();
        assertThat(expired.position().paidMinor()).isEqualTo(500);
    }

    @Test
    void aRefundEndsTheSameBeforeAndAfterTheEndOfItsLife() {
        var released = opened(purchase(), CREDIT, NOW).reward();
        var refundedFirst = again(released, purchase().refunded(4_000), NOW).reward();
        var thenExpired = changed(Reconcile.with(refundedFirst, refundedFirst.line(), LOST))
                .reward();
        var expiredFirst =
                changed(Reconcile.with(released, released.line(), LOST)).reward();
        var thenRefunded = again(expiredFirst, purchase().refunded(4_000), LOST).reward();
        assertThat(thenRefunded.position()).isEqualTo(thenExpired.position());
        assertThat(List.of(thenRefunded.status(), thenExpired.status())).containsOnly(Status.EXPIRED);
        var whole = again(thenRefunded, purchase().refunded(10_000), LOST).reward();
        assertThat(whole.status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(whole.reason()).isEqualTo(Reason.REFUNDED);
        assertThat(whole.position().payableMinor()).isZero();
    }

    @Test
    void nothingIsLostWhileItIsFrozenOrInReview() {
        var released = opened(purchase(), CREDIT, NOW).reward();
        var frozen = again(released, purchase().disputed(State.OPENED), NOW).reward();
        assertThat(Reconcile.with(frozen, frozen.line(), LOST)).isEqualTo(new Unchanged());
        assertThat(again(frozen, purchase().disputed(State.WON), LOST.minusMillis(1))
                        .reward()
                        .status())
                .isEqualTo(Status.RELEASED);
        var won = again(frozen, purchase().disputed(State.WON), LOST);
        assertThat(won.reward().status()).isEqualTo(Status.EXPIRED);
        assertThat(won.movements()).containsExactly(new Movement("EUR", -1000, 1000, 0, 1000));
        var reviewed = again(released, purchase().inReview(), NOW).reward();
        assertThat(Reconcile.with(reviewed, reviewed.line(), LOST)).isEqualTo(new Unchanged());
        assertThat(again(reviewed, purchase(), LOST).reward().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aDisputeAboutWhatIsLostEndsTheSameAsOneThatWasHeardOfBefore() {
        var released = opened(purchase(), CREDIT, NOW).reward();
        var lost = changed(Reconcile.with(released, released.line(), LOST)).reward();
        var frozen = again(lost, purchase().disputed(State.OPENED), LOST).reward();
        var before = again(released, purchase().disputed(State.OPENED), NOW).reward();
        assertThat(frozen.status()).isEqualTo(Status.FROZEN);
        assertThat(frozen.position()).isEqualTo(before.position());
        assertThat(again(frozen, purchase().disputed(State.LOST), LOST).reward().position())
                .isEqualTo(lost.position());
        assertThat(again(frozen, purchase().disputed(State.WON), LOST).reward().status())
                .isEqualTo(Status.EXPIRED);
    }

    @Test
    void aCouponThatCanExpireStaysReleasedUntilItIsRedeemed() {
        var rule = rule("coupon", Trigger.PURCHASE, Role.ADVOCATE, coupon("10").expiring(NINETY_DAYS), Duration.ZERO);
        var opened = changed(Reconcile.open("rew_1", "SAVE-1", line(purchase(), rule), NOW));
        assertThat(opened.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(opened.reward().issuedCouponCode()).hasValue("SAVE-1");
        assertThat(opened.issuance()).hasValue(Issuance.ISSUED);
        var redeemed = moved(Ruling.fulfil(opened.reward(), NOW));
        assertThat(redeemed.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(redeemed.issuance()).isEmpty();
        assertThat(Reconcile.with(redeemed.reward(), redeemed.reward().line(), LOST))
                .isEqualTo(new Unchanged());
        var lost = changed(Reconcile.with(opened.reward(), opened.reward().line(), LOST));
        assertThat(lost.reward().status()).isEqualTo(Status.EXPIRED);
        assertThat(lost.issuance()).hasValue(Issuance.RECALLED);
    }

    @Test
    void anAccessThatNobodyTookIsLostAndNoWordBringsItBack() {
        var give = thing(RewardKind.ACCESS, "Beta").expiring(NINETY_DAYS);
        var rule = rule("access", Trigger.PURCHASE, Role.ADVOCATE, give, Duration.ZERO);
        var released = opened(purchase(), rule, NOW).reward();
        var lost = changed(Reconcile.with(released, released.line(), LOST)).reward();
        assertThat(lost.status()).isEqualTo(Status.EXPIRED);
        assertThat(Ruling.fulfil(lost, LOST)).isEqualTo(new Ruling.Illegal(Status.EXPIRED));
        assertThat(Ruling.approve(lost, LOST)).isEqualTo(new Ruling.Illegal(Status.EXPIRED));
        assertThat(Ruling.reject(lost, LOST)).isEqualTo(new Ruling.Illegal(Status.EXPIRED));
    }

    private static Reconciliation.Changed again(Reward before, Decisions decision, Instant now) {
        return changed(Reconcile.with(before, line(decision, CREDIT), now));
    }
}
