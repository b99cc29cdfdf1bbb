package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.moved;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.opened;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a decision says that waits for a person's look is promised and not payable, until the next revision says what came of it. */
class ReviewTest {

    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Instant HOLD_ENDS = MONDAY.plus(TWO_WEEKS);
    private static final Terms.RewardRule AT_ONCE = commission();
    private static final Terms.RewardRule HELD = held(commission(), TWO_WEEKS);

    @Test
    void nothingIsPayableWhileAPersonMustLook() {
        var reviewed = opened(purchase().inReview(), AT_ONCE, NOW);
        assertThat(reviewed.reward().status()).isEqualTo(Status.REVIEW);
        assertThat(reviewed.reward().reason()).isEqualTo(Reason.FRAUD_SIGNALS);
        assertThat(reviewed.movements()).containsExactly(new Movement("EUR", 1000, 0, 0, 0));
        assertThat(Reconcile.with(reviewed.reward(), reviewed.reward().line(), HOLD_ENDS))
                .isEqualTo(new Reconciliation.Unchanged());
    }

    @Test
    void anAcceptedReviewReleasesAtOnceOrGoesOnWithItsHold() {
        var atOnce = opened(purchase().inReview(), AT_ONCE, NOW).reward();
        assertThat(again(atOnce, purchase(), AT_ONCE, NOW).reward().status()).isEqualTo(Status.RELEASED);
        assertThat(again(atOnce, purchase(), AT_ONCE, NOW).reward().reason()).isNull();
        var inHold = opened(purchase().inReview(), HELD, NOW).reward();
        assertThat(again(inHold, purchase(), HELD, NOW).reward().status()).isEqualTo(Status.HELD);
        assertThat(again(inHold, purchase(), HELD, HOLD_ENDS).reward().status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void aRefusedReviewLeavesNothingOwed() {
        var reviewed = opened(purchase().inReview(), AT_ONCE, NOW).reward();
        var refused = refused(reviewed);
        assertThat(refused.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(refused.reward().reason()).isEqualTo(Reason.FRAUD_SIGNALS);
        assertThat(refused.movements()).containsExactly(new Movement("EUR", -1000, 0, 0, 0));
    }

    @Test
    void whatWasReleasedIsTakenOutOfReachAndClawedBackOrGivenBack() {
        // Given
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        // When
        var reviewed = again(released, purchase().inReview(), AT_ONCE, NOW);
        // Then
        assertThat(reviewed.reward().status()).isEqualTo(Status.REVIEW);
        assertThat(reviewed.movements()).containsExactly(new Movement("EUR", 1000, -1000, 0, 0));
        assertThat(again(reviewed.reward(), purchase(), AT_ONCE, NOW).reward().position())
                .isEqualTo(released.position());
        var refused = refused(reviewed.reward()).reward();
        assertThat(refused.status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(refused.position().payableMinor()).isZero();
    }

    @Test
    void aRefundReducesWhatIsInReviewAndADisputeGoesBeforeIt() {
        var bonus = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        var reviewed = opened(purchase().inReview(), bonus, NOW).reward();
        assertThat(reviewed.position().heldMinor()).isEqualTo(300);
        assertThat(again(reviewed, purchase().inReview().refunded(10_000), bonus, NOW)
                        .reward()
                        .status())
                .isEqualTo(Status.CLAWED_BACK);
        assertThat(again(reviewed, purchase().inReview().disputed(State.OPENED), bonus, NOW)
                        .reward()
                        .status())
                .isEqualTo(Status.FROZEN);
        var partly = opened(purchase().inReview(), AT_ONCE, NOW).reward();
        assertThat(again(partly, purchase().inReview().refunded(9_999), AT_ONCE, NOW)
                        .reward())
                .satisfies(reward -> {
                    assertThat(reward.status()).isEqualTo(Status.CLAWED_BACK);
                    assertThat(reward.reason()).isEqualTo(Reason.REFUNDED);
                });
    }

    @Test
    void whoApprovesOrRejectsTheRewardItselfHasLooked() {
        var reviewed = opened(purchase().inReview(), AT_ONCE, NOW).reward();
        var approved = moved(Ruling.approve(reviewed, NOW)).reward();
        assertThat(approved.status()).isEqualTo(Status.RELEASED);
        assertThat(approved.reason()).isNull();
        assertThat(moved(Ruling.reject(reviewed, NOW)).reward().status()).isEqualTo(Status.REFUSED);
    }

    private static Reconciliation.Changed refused(Reward before) {
        var decision = purchase()
                .unattributed(Outcome.REFUSED, ConversionDecided.Reason.FRAUD_SIGNALS)
                .build();
        var line = Owed.of(List.of(decision), demo(AT_ONCE), CountedRules.NONE)
                .now(before.line())
                .orElseThrow();
        return changed(Reconcile.with(before, line, NOW));
    }

    private static Reconciliation.Changed again(Reward before, Decisions decision, Terms.RewardRule rule, Instant now) {
        return changed(Reconcile.with(before, line(decision, rule), now));
    }
}
