package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Lines.TWO_WEEKS;
import static io.grapevine.rewardissuing.owed.Lines.copy;
import static io.grapevine.rewardissuing.owed.Lines.euro;
import static io.grapevine.rewardissuing.owed.Lines.lines;
import static io.grapevine.rewardissuing.owed.Lines.onlyLine;
import static io.grapevine.rewardissuing.owed.Programs.TWENTY_EURO;
import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.coupon;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.from;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardScale;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.money.MinorAmount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OwedTest {

    @Test
    void theAdvocateIsOwedAPercentageOfThePurchase() {
        // When
        var line = onlyLine(purchase().revision(3), commission());
        // Then
        assertThat(line.key()).isEqualTo(new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "ada"));
        assertThat(line.amount()).isEqualTo(euro(1000));
        assertThat(line.standing()).isEqualTo(Standing.DUE);
        assertThat(line.reason()).isNull();
        assertThat(line.releasableAt()).isNull();
        assertThat(line.participantId()).isEqualTo("par_ada");
        assertThat(line.orderId()).isEqualTo("o1");
        assertThat(line.revision()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 1000", "5, 1000", "15, 999", "5000, 500", "9999, 0"})
    void aPercentageFollowsPartialRefunds(long refunded, long owed) {
        assertThat(onlyLine(purchase().refunded(refunded), commission()).amount())
                .isEqualTo(euro(owed));
    }

    @Test
    void aPercentageIsBoundedByItsMaximumInTheSameCurrencyOnly() {
        var bounded = percent("commission", Role.ADVOCATE, 1, "10", new Money(700, "EUR"));
        assertThat(onlyLine(purchase(), bounded).amount()).isEqualTo(euro(700));
        assertThat(onlyLine(purchase().refunded(4000), bounded).amount()).isEqualTo(euro(600));
        assertThat(onlyLine(purchase().amount(10_000, "USD"), bounded).amount())
                .isEqualTo(new MinorAmount(1000, "USD"));
    }

    @Test
    void aFixedAmountIsReversedByAFullRefundOnly() {
        var bonus = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        assertThat(onlyLine(purchase().refunded(9_999), bonus).amount()).isEqualTo(euro(300));
        var reversed = onlyLine(purchase().refunded(10_000), bonus);
        assertThat(reversed.amount()).isEqualTo(euro(0));
        assertThat(reversed.standing()).isEqualTo(Standing.REVERSED);
        assertThat(reversed.reason()).isEqualTo(Reason.REFUNDED);
        assertThat(reversed.owesAnything()).isFalse();
    }

    @Test
    void aFreeOrderIsNotAFullRefund() {
        var bonus = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        assertThat(onlyLine(purchase().amount(0, "EUR"), bonus).standing()).isEqualTo(Standing.DUE);
        assertThat(onlyLine(purchase().amount(4, "EUR"), commission()).owesAnything())
                .isFalse();
    }

    @Test
    void anOpenDisputeFreezesALostOneReversesAWonOneChangesNothing() {
        var opened = onlyLine(purchase().disputed(State.OPENED), commission());
        assertThat(opened.standing()).isEqualTo(Standing.FROZEN);
        assertThat(opened.reason()).isEqualTo(Reason.DISPUTE_OPENED);
        assertThat(opened.amount()).isEqualTo(euro(1000));
        var lost = onlyLine(purchase().disputed(State.LOST), commission());
        assertThat(lost.standing()).isEqualTo(Standing.REVERSED);
        assertThat(lost.reason()).isEqualTo(Reason.DISPUTE_LOST);
        assertThat(lost.amount()).isEqualTo(euro(0));
        assertThat(onlyLine(purchase().disputed(State.WON), commission()))
                .isEqualTo(onlyLine(purchase(), commission()));
    }

    @Test
    void everyUplineLevelIsOwedItsOwnPercentageOfTheSale() {
        var rules = new Terms.RewardRule[] {
            commission(),
            percent("second", Role.UPLINE, 2, "3", null),
            percent("third", Role.UPLINE, 3, "1", null),
            percent("fourth", Role.UPLINE, 4, "1", null),
            percent("direct", Role.UPLINE, 1, "2", null)
        };
        var owed =
                Owed.of(List.of(purchase().upline(2, "bea").upline(3, "cid").build()), demo(rules), CountedRules.NONE);
        assertThat(owed.lines().keySet())
                .containsExactlyInAnyOrder(
                        new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "ada"),
                        new RewardKey("cnv_1", "second", Role.UPLINE, 2, "bea"),
                        new RewardKey("cnv_1", "third", Role.UPLINE, 3, "cid"),
                        new RewardKey("cnv_1", "direct", Role.UPLINE, 1, "ada"));
        assertThat(owed.lines().values())
                .extracting(RewardLine::amount)
                .containsOnly(euro(1000), euro(300), euro(100), euro(200));
    }

    @Test
    void aMinimumIsComparedWithTheGrossAmountAndIsInclusive() {
        var rule = from(commission(), TWENTY_EURO);
        assertThat(onlyLine(purchase().amount(2000, "EUR").refunded(1000), rule).amount())
                .isEqualTo(euro(100));
        assertThat(lines(demo(rule), purchase().amount(1999, "EUR"))).isEmpty();
    }

    @Test
    void theProgramsOwnMinimumHoldsForEveryRule() {
        var terms = Map.of(new ProgramVersion("demo", 1), terms(TWENTY_EURO, commission()));
        assertThat(lines(terms, purchase().amount(2000, "EUR"))).hasSize(1);
        assertThat(lines(terms, purchase().amount(1999, "EUR"))).isEmpty();
    }

    @Test
    void aRuleRefusesAnOrderInAnotherCurrencyThanItsOwnMoney() {
        var fixed = rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO);
        var refused = onlyLine(purchase().amount(10_000, "USD"), fixed);
        assertThat(refused.standing()).isEqualTo(Standing.REFUSED);
        assertThat(refused.reason()).isEqualTo(Reason.CURRENCY_MISMATCH);
        assertThat(refused.amount()).isEqualTo(euro(0));
        assertThat(onlyLine(purchase().amount(10_000, "USD"), from(commission(), TWENTY_EURO))
                        .amount())
                .isEqualTo(MinorAmount.zero("USD"));
        var eligible = Map.of(new ProgramVersion("demo", 1), terms(TWENTY_EURO, commission()));
        assertThat(lines(eligible, purchase().amount(10_000, "USD")))
                .singleElement()
                .extracting(RewardLine::reason)
                .isEqualTo(Reason.CURRENCY_MISMATCH);
    }

    @Test
    void aSignUpIsRewardedByItsOwnRulesOnly() {
        var signUpBonus = rule("hello", Trigger.SIGNUP, Role.ADVOCATE, fixed(200, "EUR"), TWO_WEEKS);
        var owed = lines(demo(welcomeCoupon(), signUpBonus, commission(), thanks()), signUp());
        assertThat(owed).extracting(line -> line.key().ruleId()).containsExactly("welcome", "hello");
        assertThat(owed.get(0).kind()).isEqualTo(RewardKind.COUPON);
        assertThat(owed.get(0).amount()).isNull();
        assertThat(owed.get(0).coupon()).isEqualTo(coupon("10").coupon());
        assertThat(owed.get(0).owesAnything()).isTrue();
        assertThat(owed.get(1).amount()).isEqualTo(euro(200));
        assertThat(owed.get(1).releasableAt()).isEqualTo(MONDAY.plus(TWO_WEEKS));
    }

    @Test
    void aPercentageOfASignUpIsNothing() {
        var odd = rule("odd", Trigger.SIGNUP, Role.ADVOCATE, commission().give(), Duration.ZERO);
        assertThat(lines(demo(odd), signUp())).isEmpty();
    }

    @Test
    void aHoldEndsThatLongAfterTheConversion() {
        assertThat(onlyLine(purchase(), held(commission(), TWO_WEEKS)).releasableAt())
                .isEqualTo(MONDAY.plus(TWO_WEEKS));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNATTRIBUTED", "REFUSED"})
    void aConversionThatIsCreditedToNobodyOwesNobodyAnything(Outcome outcome) {
        var decision = purchase()
                .unattributed(outcome, ConversionDecided.Reason.SELF_REFERRAL)
                .build();
        var owed = Owed.of(List.of(decision), demo(commission(), thanks()), CountedRules.NONE);
        assertThat(owed.lines()).isEmpty();
        assertThat(owed.unattributed()).containsEntry("cnv_1", Reason.SELF_REFERRAL);
    }

    @Test
    void nobodyIsRewardedForBringingHimself() {
        var second = percent("second", Role.UPLINE, 2, "3", null);
        assertThat(lines(demo(commission(), second), purchase().broughtBy("fay").upline(2, "fay")))
                .isEmpty();
    }

    @Test
    void aVisitorWithoutCustomerIsNoFriendThatCouldBePaid() {
        var owed = lines(demo(commission(), thanks()), purchase().by(null, "v1"));
        assertThat(owed).extracting(line -> line.key().externalId()).containsExactly("ada");
    }

    @Test
    void conversionsWithoutCustomerAreToldApartByVisitorAndElseStandAlone() {
        assertThat(CustomerKey.of(purchase().build())).isEqualTo(new CustomerKey("demo", "c:fay"));
        assertThat(CustomerKey.of(purchase().by(null, "fay").build())).isEqualTo(new CustomerKey("demo", "v:fay"));
        assertThat(CustomerKey.of(purchase().by(null, null).build())).isEqualTo(new CustomerKey("demo", "o:cnv_1"));
    }

    @Test
    void aCustomerWaitsWhileAVersionOfTheProgramIsUnknown() {
        // Given
        var known = purchase().of("a").build();
        var unknown = purchase().of("b").in("demo", 2).build();
        var other = purchase().of("c").by("gus", null).build();
        // When
        var owed = Owed.of(List.of(known, unknown, other), demo(commission()), CountedRules.NONE);
        // Then
        assertThat(owed.awaitingTerms()).containsExactlyInAnyOrder("a", "b");
        assertThat(owed.lines().keySet()).extracting(RewardKey::conversionId).containsExactly("c");
        assertThat(owed.now(onlyLine(purchase().of("a"), commission()))).isEmpty();
    }

    @Test
    void linesThatContradictThemselvesAreRejected() {
        var line = onlyLine(purchase(), commission());
        assertThatIllegalArgumentException().isThrownBy(() -> copy(line, null));
        assertThatIllegalArgumentException().isThrownBy(() -> copy(line, euro(-1)));
        var neither = rule(
                "odd",
                Trigger.PURCHASE,
                Role.ADVOCATE,
                new Terms.Give(RewardKind.CASH, null, null, null, null),
                Duration.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> lines(demo(neither), purchase()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CustomerHistory(List.of(purchase().build())).promises(Map.of(), CountedRules.NONE));
    }

    @Test
    void whatIsRefusedForItsCurrencyIsNoCommissionToTakeAPartOf() {
        // Given
        var commission = rule("commission", Trigger.PURCHASE, Role.ADVOCATE, fixed(500, "EUR"), Duration.ZERO);
        var second = Programs.scaled(
                percent("second", Role.UPLINE, 2, "10", null),
                new RewardScale(List.of(), null, null, List.of(), "commission"));
        // When
        var lines =
                lines(demo(commission, second), purchase().amount(10_000, "USD").upline(2, "eve"));
        // Then
        assertThat(lines)
                .extracting(RewardLine::standing, line -> line.amount().minor())
                .containsExactly(tuple(Standing.REFUSED, 0L), tuple(Standing.DUE, 0L));
    }
}
