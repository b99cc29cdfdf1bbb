package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.pooled;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.moved;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.opened;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What somebody must say yes to is promised and nobody's, until it is said; then the rules go on as without. */
class ApprovalTest {

    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Instant HOLD_ENDS = MONDAY.plus(TWO_WEEKS);
    private static final Terms.Give GIVE = fixed(300, "EUR").approvedBy(RewardApproval.PEOPLE);
    private static final Terms.RewardRule AT_ONCE = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, GIVE, Duration.ZERO);
    private static final Terms.RewardRule HELD = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, GIVE, TWO_WEEKS);

    @Test
    void itIsInReviewHoweverLongNobodySaysAnything() {
        var waiting = opened(purchase(), AT_ONCE, NOW);
        assertThat(waiting.reward().status()).isEqualTo(Status.REVIEW);
        assertThat(waiting.reward().reason()).isEqualTo(Reason.APPROVAL_REQUIRED);
        assertThat(waiting.movements()).containsExactly(new Movement("EUR", 300, 0, 0, 0));
        assertThat(Reconcile.with(waiting.reward(), waiting.reward().line(), HOLD_ENDS.plus(TWO_WEEKS)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void theYesReleasesAtOnceWithoutAHold() {
        var yes = moved(Ruling.approve(opened(purchase(), AT_ONCE, NOW).reward(), NOW));
        assertThat(yes.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(yes.reward().reason()).isNull();
        assertThat(yes.reward().verdict()).isEqualTo(Verdict.CLEARED);
        assertThat(Ruling.approve(yes.reward(), NOW)).isEqualTo(new Ruling.Already(yes.reward()));
    }

    @Test
    void theYesLetsTheHoldGoOnAndASecondOneDoesNotCutItShort() {
        var held = moved(Ruling.approve(opened(purchase(), HELD, NOW).reward(), NOW))
                .reward();
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(Ruling.approve(held, NOW)).isEqualTo(new Ruling.Already(held));
        assertThat(Reconcile.with(held, held.line(), HOLD_ENDS.minusMillis(1))).isEqualTo(new Unchanged());
        assertThat(changed(Reconcile.with(held, held.line(), HOLD_ENDS))
                        .reward()
                        .status())
                .isEqualTo(Status.RELEASED);
        var late = moved(Ruling.approve(opened(purchase(), HELD, NOW).reward(), HOLD_ENDS));
        assertThat(late.reward().status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void theNoTakesItBackForGood() {
        var no = moved(Ruling.reject(opened(purchase(), AT_ONCE, NOW).reward(), NOW));
        assertThat(no.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(no.reward().reason()).isEqualTo(Reason.REJECTED);
        assertThat(no.movements()).containsExactly(new Movement("EUR", -300, 0, 0, 0));
        assertThat(Ruling.approve(no.reward(), NOW)).isEqualTo(new Ruling.Illegal(Status.REFUSED));
    }

    @Test
    void refundsDisputesAndFraudGoBeforeTheYesAndAfterIt() {
        var waiting = opened(purchase(), AT_ONCE, NOW).reward();
        assertThat(again(waiting, purchase().refunded(10_000)).status()).isEqualTo(Status.CLAWED_BACK);
        var frozen = again(waiting, purchase().disputed(State.OPENED));
        assertThat(frozen.status()).isEqualTo(Status.FROZEN);
        assertThat(again(frozen, purchase().disputed(State.WON)).reason()).isEqualTo(Reason.APPROVAL_REQUIRED);
        var suspected = again(waiting, purchase().inReview());
        assertThat(suspected.reason()).isEqualTo(Reason.FRAUD_SIGNALS);
        assertThat(again(suspected, purchase()).reason()).isEqualTo(Reason.APPROVAL_REQUIRED);
        var approved = moved(Ruling.approve(waiting, NOW)).reward();
        assertThat(again(approved, purchase().refunded(10_000)).status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(again(approved, purchase().inReview()).status()).isEqualTo(Status.REVIEW);
        assertThat(again(approved, purchase().disputed(State.WON).revision(4), Status.RELEASED))
                .isTrue();
    }

    @Test
    void whoApprovesWhatIsSuspectedHasLookedAtEverything() {
        var suspected = opened(purchase().inReview(), HELD, NOW).reward();
        var approved = moved(Ruling.approve(suspected, NOW)).reward();
        assertThat(approved.status()).isEqualTo(Status.RELEASED);
        assertThat(approved.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(Reconcile.with(approved, line(purchase(), HELD), NOW))
                .isInstanceOfSatisfying(
                        Reconciliation.Changed.class,
                        change -> assertThat(change.reward().status()).isEqualTo(Status.RELEASED));
    }

    @Test
    void aCouponOfAPoolWaitsForTheYesFirst() {
        var give = pooled("spring").approvedBy(RewardApproval.PEOPLE);
        var rule = rule("spring", Trigger.PURCHASE, Role.ADVOCATE, give, Duration.ZERO);
        var waiting = changed(Reconcile.open("rew_1", null, line(purchase(), rule), NOW))
                .reward();
        assertThat(waiting.status()).isEqualTo(Status.REVIEW);
        var approved = moved(Ruling.approve(waiting, NOW)).reward();
        assertThat(approved.status()).isEqualTo(Status.WAITING_FOR_COUPON);
        assertThat(Ruling.approve(approved, NOW)).isEqualTo(new Ruling.Already(approved));
    }

    @Test
    void whatNeedsNobodysYesIsAsIfNothingWereSaid() {
        var rule = rule(
                "bonus",
                Trigger.PURCHASE,
                Role.ADVOCATE,
                fixed(300, "EUR").approvedBy(RewardApproval.NOBODY),
                Duration.ZERO);
        var released = opened(purchase(), rule, NOW).reward();
        assertThat(released.status()).isEqualTo(Status.RELEASED);
        assertThat(released.line().given()).isNull();
    }

    private static Reward again(Reward before, Decisions decision) {
        return changed(Reconcile.with(before, line(decision, AT_ONCE), NOW)).reward();
    }

    private static boolean again(Reward before, Decisions decision, Status expected) {
        return switch (Reconcile.with(before, line(decision, AT_ONCE), NOW)) {
            case Reconciliation.Changed change -> change.reward().status() == expected;
            case Unchanged() -> before.status() == expected;
        };
    }
}
