package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.donation;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.points;
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
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no money has the same life as what is. */
class KindsTest {

    private static final Instant NOW = MONDAY.plusSeconds(60);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Instant HOLD_ENDS = MONDAY.plus(TWO_WEEKS);

    @ParameterizedTest
    @EnumSource(
            value = RewardKind.class,
            names = {"GIFT", "UPGRADE", "FREE_MONTHS", "ACCESS", "RECOGNITION"})
    void aThingIsHeldReleasedHandedOverAndTakenBackWithoutMovingMoney(RewardKind kind) {
        // Given
        var rule = rule("thing", Trigger.PURCHASE, Role.ADVOCATE, thing(kind, "Mug"), TWO_WEEKS);
        var held = opened(purchase(), rule, NOW);
        assertThat(held.reward().status()).isEqualTo(Status.HELD);
        assertThat(held.transfer()).isEmpty();
        assertThat(held.issuance()).isEmpty();
        // When
        var released = changed(Reconcile.with(held.reward(), held.reward().line(), HOLD_ENDS));
        var handedOver = moved(Ruling.fulfil(released.reward(), HOLD_ENDS));
        var takenBack = again(handedOver.reward(), purchase().refunded(10_000), rule);
        // Then
        assertThat(released.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(released.issuance()).isEmpty();
        assertThat(handedOver.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(handedOver.reward().fulfilledAt()).isEqualTo(HOLD_ENDS);
        assertThat(handedOver.issuance()).hasValue(Issuance.ISSUED);
        assertThat(handedOver.transfer()).isEmpty();
        assertThat(takenBack.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(takenBack.issuance()).hasValue(Issuance.RECALLED);
        assertThat(Ruling.fulfil(handedOver.reward(), HOLD_ENDS)).isEqualTo(new Ruling.Already(handedOver.reward()));
    }

    @Test
    void whatWasHandedOverAndIsOwedAgainIsFulfilledAgain() {
        var rule = rule("gift", Trigger.PURCHASE, Role.ADVOCATE, thing(RewardKind.GIFT, "Mug"), Duration.ZERO);
        var given = moved(Ruling.fulfil(opened(purchase(), rule, NOW).reward(), NOW))
                .reward();
        var frozen = again(given, purchase().disputed(State.OPENED), rule);
        assertThat(frozen.reward().status()).isEqualTo(Status.FROZEN);
        assertThat(frozen.issuance()).isEmpty();
        var lost = again(frozen.reward(), purchase().disputed(State.LOST), rule);
        assertThat(lost.issuance()).hasValue(Issuance.RECALLED);
        var won = again(lost.reward(), purchase().disputed(State.WON), rule);
        assertThat(won.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(won.issuance()).hasValue(Issuance.ISSUED);
    }

    @Test
    void aThingThatWasNeverHandedOverIsNotRecalled() {
        var rule = rule("gift", Trigger.PURCHASE, Role.ADVOCATE, thing(RewardKind.GIFT, "Mug"), Duration.ZERO);
        var released = opened(purchase(), rule, NOW).reward();
        var refunded = again(released, purchase().refunded(10_000), rule);
        assertThat(refunded.reward().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(refunded.issuance()).isEmpty();
        assertThat(Reconcile.with(released, line(purchase().refunded(9_999).revision(2), rule), NOW))
                .isEqualTo(new Reconciliation.Unchanged());
    }

    @Test
    void pointsAreBookedInAUnitOfTheirOwn() {
        var rule = rule("points", Trigger.PURCHASE, Role.ADVOCATE, points(250), Duration.ZERO);
        var released = opened(purchase().amount(10_000, "JPY"), rule, NOW);
        assertThat(released.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(released.movements()).containsExactly(new Movement("points", 0, 250, 0, 0));
        assertThat(names(released)).containsExactly("expense:demo points 250", "payable:ada points -250");
        var spent = moved(Ruling.fulfil(released.reward(), NOW));
        assertThat(spent.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(spent.issuance()).isEmpty();
        var refunded = again(spent.reward(), purchase().amount(10_000, "JPY").refunded(10_000), rule);
        assertThat(refunded.reward().position().payableMinor()).isEqualTo(-250);
    }

    @Test
    void aDonationIsOwedToItsCauseAndNeverToThePerson() {
        var rule = rule("good", Trigger.PURCHASE, Role.ADVOCATE, donation(500, "EUR", "Red Cross"), TWO_WEEKS);
        var held = opened(purchase(), rule, NOW);
        assertThat(names(held)).containsExactly("expense:demo EUR 500", "pledged:Red Cross EUR -500");
        var released = changed(Reconcile.with(held.reward(), held.reward().line(), HOLD_ENDS));
        assertThat(names(released)).containsExactly("pledged:Red Cross EUR 500", "donated:Red Cross EUR -500");
        var paid = moved(Ruling.fulfil(released.reward(), HOLD_ENDS));
        assertThat(names(paid)).containsExactly("donated:Red Cross EUR 500", "cash:demo EUR -500");
    }

    @Test
    void aRuleThatComesToGiveAnotherKindTakesBackWhatItGave() {
        var money = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        var mug = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, thing(RewardKind.GIFT, "Mug"), Duration.ZERO);
        var good = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, donation(300, "EUR", "Red Cross"), Duration.ZERO);
        var better = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, donation(300, "EUR", "Sea Watch"), Duration.ZERO);
        for (var other : List.of(mug, good)) {
            var taken = again(opened(purchase(), money, NOW).reward(), purchase(), other);
            assertThat(taken.reward().status()).isEqualTo(Status.CLAWED_BACK);
            assertThat(taken.reward().reason()).isEqualTo(Reason.NO_LONGER_OWED);
            assertThat(names(taken)).containsExactly("expense:demo EUR -300", "payable:ada EUR 300");
            assertThat(Reconcile.with(taken.reward(), line(purchase(), other), NOW))
                    .isEqualTo(new Reconciliation.Unchanged());
            assertThat(again(taken.reward(), purchase(), money).reward().status())
                    .isEqualTo(Status.RELEASED);
        }
        assertThat(again(opened(purchase(), mug, NOW).reward(), purchase(), money)
                        .transfer())
                .isEmpty();
        assertThat(names(again(opened(purchase(), good, NOW).reward(), purchase(), better)))
                .containsExactly("expense:demo EUR -300", "donated:Red Cross EUR 300");
    }

    private static Iterable<String> names(Reconciliation.Changed change) {
        return change.transfer().orElseThrow().entries().stream()
                .map(entry -> entry.account().name() + " " + entry.currency() + " " + entry.amountMinor())
                .toList();
    }

    private static Reconciliation.Changed again(Reward before, Decisions decision, Terms.RewardRule rule) {
        return changed(Reconcile.with(before, line(decision, rule), HOLD_ENDS));
    }
}
