package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.coupon;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcileTest {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Instant HOLD_ENDS = MONDAY.plus(TWO_WEEKS);
    private static final Terms.RewardRule AT_ONCE = commission();
    private static final Terms.RewardRule HELD = held(commission(), TWO_WEEKS);

    @Test
    void aRewardWithoutHoldIsReleasedAtOnce() {
        // When
        var change = opened(purchase(), AT_ONCE, NOW);
        // Then
        assertThat(change.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(change.reward().releasedAt()).isEqualTo(NOW);
        assertThat(change.reward().sequence()).isEqualTo(1);
        assertThat(change.movements()).containsExactly(new Movement("EUR", 0, 1000, 0, 0));
        assertThat(change.transfer()).hasValueSatisfying(transfer -> {
            assertThat(transfer.id()).isEqualTo("rew_1:1");
            assertThat(transfer.entries()).containsExactly(expense(1000), payable(-1000));
        });
    }

    @Test
    void aRewardIsHeldUntilTheEndOfItsHoldAndReleasedExactlyThen() {
        // Given
        var held = opened(purchase(), HELD, NOW);
        assertThat(held.reward().status()).isEqualTo(Status.HELD);
        assertThat(held.reward().releasedAt()).isNull();
        assertThat(entries(held)).containsExactly(expense(1000), promised(-1000));
        // When
        var justBefore = Reconcile.with(held.reward(), held.reward().line(), HOLD_ENDS.minusMillis(1));
        var atTheEnd = changed(Reconcile.with(held.reward(), held.reward().line(), HOLD_ENDS));
        // Then
        assertThat(justBefore).isEqualTo(new Unchanged());
        assertThat(atTheEnd.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(atTheEnd.movements()).containsExactly(new Movement("EUR", -1000, 1000, 0, 0));
        assertThat(entries(atTheEnd)).containsExactly(promised(1000), payable(-1000));
    }

    @Test
    void aConversionOlderThanItsHoldIsReleasedAtOnce() {
        assertThat(opened(purchase(), HELD, HOLD_ENDS).reward().status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void aRefundInTheHoldReducesThePromise() {
        var held = opened(purchase(), HELD, NOW).reward();
        var reduced = again(held, purchase().refunded(4000), HELD, NOW);
        assertThat(reduced.reward().status()).isEqualTo(Status.HELD);
        assertThat(reduced.reward().sequence()).isEqualTo(2);
        assertThat(entries(reduced)).containsExactly(expense(-400), promised(400));
        assertThat(reduced.movements()).containsExactly(new Movement("EUR", -400, 0, 0, 0));
    }

    @Test
    void aFullRefundInTheHoldLeavesNothingAndMayComeBack() {
        var held = opened(purchase(), HELD, NOW).reward();
        var reversed = again(held, purchase().refunded(10_000), HELD, NOW);
        assertThat(reversed.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(reversed.reward().reason()).isEqualTo(Reason.REFUNDED);
        assertThat(reversed.reward().position()).isEqualTo(Position.NOTHING);
        var back = again(reversed.reward(), purchase(), HELD, NOW);
        assertThat(back.reward().status()).isEqualTo(Status.HELD);
        assertThat(back.reward().reason()).isNull();
    }

    @Test
    void aRefundAfterTheReleaseIsClawedBackByANewTransfer() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var partly = again(released, purchase().refunded(3000), AT_ONCE, NOW);
        assertThat(partly.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(partly.movements()).containsExactly(new Movement("EUR", 0, 0, 0, 300));
        assertThat(entries(partly)).containsExactly(expense(-300), payable(300));
        var fully = again(partly.reward(), purchase().refunded(10_000), AT_ONCE, NOW);
        assertThat(fully.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(fully.reward().position()).isEqualTo(new Position(0, 1000, 1000, 0, 0));
    }

    @Test
    void aClawedBackRewardThatComesBackRestoresFirstAndReleasesTheRest() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var clawedBack =
                again(released, purchase().refunded(10_000), AT_ONCE, NOW).reward();
        var back = again(clawedBack, purchase().amount(12_000, "EUR"), AT_ONCE, NOW);
        assertThat(back.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(back.reward().position()).isEqualTo(new Position(0, 1200, 0, 0, 0));
        assertThat(back.movements()).containsExactly(new Movement("EUR", 0, 200, 0, -1000));
        assertThat(entries(back)).containsExactly(expense(1200), payable(-1200));
    }

    @Test
    void aPercentageReducedToNothingIsClawedBack() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var nothing = again(released, purchase().refunded(9_999), AT_ONCE, NOW).reward();
        assertThat(nothing.status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(nothing.reason()).isEqualTo(Reason.REFUNDED);
        var disputed = again(nothing, purchase().refunded(9_999).disputed(State.OPENED), AT_ONCE, NOW);
        assertThat(disputed.reward().status()).isEqualTo(Status.CLAWED_BACK);
    }

    @Test
    void theSameFactsAgainChangeNothingEvenUnderALaterRevision() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        assertThat(Reconcile.with(released, line(purchase().revision(7), AT_ONCE), NOW.plusSeconds(9)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void anOpenDisputeTakesWhatIsPayableOutOfReachAndAWonOneGivesItBack() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var frozen = again(released, purchase().disputed(State.OPENED), AT_ONCE, NOW);
        assertThat(frozen.reward().status()).isEqualTo(Status.FROZEN);
        assertThat(frozen.reward().reason()).isEqualTo(Reason.DISPUTE_OPENED);
        assertThat(frozen.movements()).containsExactly(new Movement("EUR", 1000, -1000, 0, 0));
        assertThat(entries(frozen)).containsExactly(promised(-1000), payable(1000));
        var won = again(frozen.reward(), purchase().disputed(State.WON), AT_ONCE, NOW);
        assertThat(won.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(won.reward().position()).isEqualTo(released.position());
        assertThat(won.movements()).containsExactly(new Movement("EUR", -1000, 1000, 0, 0));
    }

    @Test
    void aLostDisputeEndsTheSameWhetherItWasSeenOpenOrNot() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var frozen =
                again(released, purchase().disputed(State.OPENED), AT_ONCE, NOW).reward();
        var lostAfterFreeze = again(frozen, purchase().disputed(State.LOST), AT_ONCE, NOW);
        var lostAtOnce = again(released, purchase().disputed(State.LOST), AT_ONCE, NOW);
        assertThat(lostAfterFreeze.reward().position())
                .isEqualTo(lostAtOnce.reward().position());
        assertThat(lostAfterFreeze.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(lostAfterFreeze.reward().reason()).isEqualTo(Reason.DISPUTE_LOST);
        assertThat(entries(lostAfterFreeze)).containsExactly(expense(-1000), promised(1000));
        assertThat(entries(lostAtOnce)).containsExactly(expense(-1000), payable(1000));
    }

    @Test
    void aRefundWhileFrozenReducesWhatIsFrozen() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var frozen =
                again(released, purchase().disputed(State.OPENED), AT_ONCE, NOW).reward();
        var reduced = again(frozen, purchase().disputed(State.OPENED).refunded(2500), AT_ONCE, NOW);
        assertThat(reduced.reward().status()).isEqualTo(Status.FROZEN);
        assertThat(reduced.reward().position()).isEqualTo(new Position(0, 1000, 250, 0, 750));
        assertThat(entries(reduced)).containsExactly(expense(-250), promised(250));
    }

    @Test
    void aDisputeStopsTheClockOfTheHold() {
        var held = opened(purchase(), HELD, NOW).reward();
        var frozen = again(held, purchase().disputed(State.OPENED), HELD, NOW).reward();
        assertThat(frozen.status()).isEqualTo(Status.FROZEN);
        assertThat(Reconcile.with(frozen, frozen.line(), HOLD_ENDS)).isEqualTo(new Unchanged());
        var won = again(frozen, purchase().disputed(State.WON), HELD, HOLD_ENDS);
        assertThat(won.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(opened(purchase().disputed(State.OPENED), AT_ONCE, NOW)
                        .reward()
                        .position())
                .isEqualTo(new Position(1000, 0, 0, 0, 0));
    }

    @Test
    void whatWasNeverPromisedLeavesNoTrace() {
        assertThat(open(line(purchase().refunded(10_000), AT_ONCE))).isEqualTo(new Unchanged());
        assertThat(open(line(purchase().disputed(State.LOST), AT_ONCE))).isEqualTo(new Unchanged());
        assertThat(open(line(purchase().amount(4, "EUR"), AT_ONCE))).isEqualTo(new Unchanged());
    }

    @Test
    void aRefusalOfTheRuleIsShownAndMovesNoMoney() {
        var bonus = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        var refused = opened(purchase().amount(9000, "USD"), bonus, NOW);
        assertThat(refused.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(refused.reward().reason()).isEqualTo(Reason.CURRENCY_MISMATCH);
        assertThat(refused.transfer()).isEmpty();
        assertThat(refused.movements()).isEmpty();
    }

    @Test
    void aConversionDecidedDifferentlyIsRefusedInItsHoldAndClawedBackAfterIt() {
        var withdrawn = line(purchase(), AT_ONCE).withdrawn(Reason.SELF_REFERRAL);
        var inHold = changed(Reconcile.with(opened(purchase(), HELD, NOW).reward(), withdrawn, NOW));
        assertThat(inHold.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(inHold.reward().reason()).isEqualTo(Reason.SELF_REFERRAL);
        assertThat(inHold.reward().position()).isEqualTo(Position.NOTHING);
        var after = changed(Reconcile.with(opened(purchase(), AT_ONCE, NOW).reward(), withdrawn, NOW));
        assertThat(after.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(after.reward().position().payableMinor()).isZero();
    }

    @Test
    void aReductionAfterThePayoutLeavesANegativeBalance() {
        var paid = moved(Ruling.fulfil(opened(purchase(), AT_ONCE, NOW).reward(), NOW))
                .reward();
        var reduced = again(paid, purchase().refunded(3000), AT_ONCE, NOW);
        assertThat(reduced.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(reduced.reward().position().payableMinor()).isEqualTo(-300);
        var frozen = again(reduced.reward(), purchase().refunded(3000).disputed(State.OPENED), AT_ONCE, NOW);
        assertThat(frozen.reward().status()).isEqualTo(Status.FROZEN);
        assertThat(frozen.reward().position().frozenMinor()).isZero();
        var reversed = again(reduced.reward(), purchase().refunded(10_000), AT_ONCE, NOW);
        assertThat(reversed.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(reversed.reward().position().payableMinor()).isEqualTo(-1000);
    }

    @Test
    void aRaiseAfterThePayoutIsPayableAgain() {
        var paid = moved(Ruling.fulfil(
                        opened(purchase().refunded(5000), AT_ONCE, NOW).reward(), NOW))
                .reward();
        var raised = again(paid, purchase(), AT_ONCE, NOW);
        assertThat(raised.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(raised.reward().position().payableMinor()).isEqualTo(500);
    }

    @Test
    void anotherCurrencyClosesTheOldPositionAndOpensANewOne() {
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var dollars = again(released, purchase().amount(5000, "USD"), AT_ONCE, NOW);
        assertThat(dollars.movements())
                .containsExactly(new Movement("EUR", 0, 0, 0, 1000), new Movement("USD", 0, 500, 0, 0));
        assertThat(entries(dollars))
                .containsExactly(
                        expense(-1000),
                        payable(1000),
                        new Entry(Account.expense("demo"), "USD", 500),
                        new Entry(Account.payable("ada"), "USD", -500));
        assertThat(dollars.reward().position()).isEqualTo(new Position(0, 500, 0, 0, 0));
    }

    @Test
    void issuingACouponUsesThePromiseUp() {
        var change = changed(Reconcile.open("rew_1", "SAVE-1", line(signUp(), welcomeCoupon()), NOW));
        assertThat(change.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(change.reward().issuedCouponCode()).hasValue("SAVE-1");
        assertThat(change.transfer()).isEmpty();
        var withdrawn =
                changed(Reconcile.with(change.reward(), change.reward().line().withdrawn(Reason.SELF_REFERRAL), NOW));
        assertThat(withdrawn.reward().status()).isEqualTo(Status.CLAWED_BACK);
        var back = changed(Reconcile.with(withdrawn.reward(), line(signUp(), welcomeCoupon()), NOW));
        assertThat(back.reward().issuedCouponCode()).hasValue("SAVE-1");
    }

    @Test
    void nobodySeesTheCodeOfACouponThatIsHeld() {
        var late = rule("late", Trigger.SIGNUP, Role.FRIEND, coupon("10"), TWO_WEEKS);
        var held = changed(Reconcile.open("rew_1", "SAVE-1", line(signUp(), late), NOW))
                .reward();
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.issuedCouponCode()).isEmpty();
        assertThat(changed(Reconcile.with(held, held.line(), HOLD_ENDS))
                        .reward()
                        .issuedCouponCode())
                .hasValue("SAVE-1");
    }

    @Test
    void valuesThatCannotBeAreRejected() {
        var line = line(purchase(), AT_ONCE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reward(
                        "r", 0, line, Position.NOTHING, Verdict.NONE, Status.HELD, null, null, null, NOW, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reward(
                        "r", 1, line, Position.NOTHING, Verdict.NONE, Status.HELD, null, "C", null, NOW, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, 1, 2, 0, 0));
        assertThat(new Position(1, 2, 1, 0, 0).netMinor()).isEqualTo(2);
    }

    @Test
    void anUnattributedConversionWithdrawsThroughTheWholeCourse() {
        var refused = purchase()
                .unattributed(Outcome.REFUSED, ConversionDecided.Reason.SELF_REFERRAL)
                .build();
        var released = opened(purchase(), AT_ONCE, NOW).reward();
        var line = Owed.of(List.of(refused), demo(AT_ONCE), CountedRules.NONE)
                .now(released.line())
                .orElseThrow();
        assertThat(line.standing()).isEqualTo(Standing.WITHDRAWN);
        assertThat(changed(Reconcile.with(released, line, NOW)).movements())
                .containsExactly(new Movement("EUR", 0, 0, 0, 1000));
    }

    static RewardLine line(Decisions decision, Terms.RewardRule rule) {
        return Owed.of(List.of(decision.build()), demo(rule), CountedRules.NONE)
                .lines()
                .values()
                .iterator()
                .next();
    }

    static Changed opened(Decisions decision, Terms.RewardRule rule, Instant now) {
        return changed(Reconcile.open("rew_1", null, line(decision, rule), now));
    }

    static Changed changed(Reconciliation reconciliation) {
        assertThat(reconciliation).isInstanceOf(Changed.class);
        return (Changed) reconciliation;
    }

    static Changed moved(Ruling ruling) {
        assertThat(ruling).isInstanceOf(Ruling.Moved.class);
        return ((Ruling.Moved) ruling).change();
    }

    private static Reconciliation open(RewardLine line) {
        return Reconcile.open("rew_1", null, line, NOW);
    }

    private static Changed again(Reward before, Decisions decision, Terms.RewardRule rule, Instant now) {
        return changed(Reconcile.with(before, line(decision, rule), now));
    }

    private static List<Entry> entries(Changed change) {
        return change.transfer().orElseThrow().entries();
    }

    private static Entry expense(long minor) {
        return new Entry(Account.expense("demo"), "EUR", minor);
    }

    private static Entry promised(long minor) {
        return new Entry(Account.held("ada"), "EUR", minor);
    }

    private static Entry payable(long minor) {
        return new Entry(Account.payable("ada"), "EUR", minor);
    }
}
