package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Lines.lines;
import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.scaled;
import static io.grapevine.rewardissuing.owed.Programs.when;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetTest {

    private static final Line MUGS = new Line("mug", "kitchen", 2L, 3_000L, null);
    private static final Line SHIRT = new Line("shirt", "clothes", 1L, 6_000L, null);

    @Test
    void aPercentageIsOfWhatIsLeftWithoutTaxAndShipping() {
        var net = scaled(commission(), less(Deduction.TAX, Deduction.SHIPPING));
        assertThat(minor(net, order(new ConversionDetails(1_597L, 500L, 250L, null, List.of()))))
                .isEqualTo(790);
        assertThat(minor(net, order(null)))
                .as("nothing is known that could be taken off")
                .isEqualTo(1_000);
    }

    @Test
    void aRefundTakesItsShareOfTheNet() {
        var net = scaled(commission(), less(Deduction.TAX));
        var details = new ConversionDetails(2_000L, null, null, null, List.of());
        assertThat(minor(net, order(details).refunded(2_500))).isEqualTo(600);
        assertThat(minor(net, order(details).refunded(10_000))).isZero();
    }

    @Test
    void moreTaxThanOrderLeavesNothing() {
        var details = new ConversionDetails(99_999L, null, null, null, List.of());
        assertThat(minor(scaled(commission(), less(Deduction.TAX)), order(details)))
                .isZero();
    }

    @Test
    void onlyTheNamedItemsAreRewarded() {
        assertThat(minor(asking(List.of("mug"), List.of()), order(of(MUGS, SHIRT))))
                .isEqualTo(300);
        assertThat(minor(asking(List.of(), List.of("clothes")), order(of(MUGS, SHIRT))))
                .isEqualTo(600);
        assertThat(minor(asking(List.of("mug"), List.of("clothes")), order(of(MUGS, SHIRT))))
                .isEqualTo(900);
    }

    @Test
    void anOrderWithoutThemIsNoneOfTheRulesBusiness() {
        assertThat(lines(demo(asking(List.of("hat"), List.of())), order(of(MUGS, SHIRT))))
                .isEmpty();
        assertThat(lines(demo(asking(List.of("hat"), List.of())), order(null))).isEmpty();
    }

    @Test
    void aRefundOfAnotherItemTakesNothing() {
        var returned = new Line("shirt", "clothes", 1L, 6_000L, 6_000L);
        assertThat(minor(
                        asking(List.of("mug"), List.of()),
                        order(of(MUGS, returned)).refunded(6_000)))
                .isEqualTo(300);
        assertThat(minor(
                        asking(List.of(), List.of("clothes")),
                        order(of(MUGS, returned)).refunded(6_000)))
                .isZero();
    }

    @Test
    void aRefundThatNamesNoItemTakesItsShare() {
        assertThat(minor(
                        asking(List.of("mug"), List.of()),
                        order(of(MUGS, SHIRT)).refunded(5_000)))
                .isEqualTo(150);
    }

    @Test
    void itemsAreNeverWorthMoreThanTheOrder() {
        var dear = new Line("mug", "kitchen", 1L, 50_000L, null);
        assertThat(minor(asking(List.of("mug"), List.of()), order(of(dear)))).isEqualTo(1_000);
    }

    @Test
    void aFixedAmountIsGivenForEachPieceThatDidNotGoBack() {
        var perPiece = scaled(
                when(
                        rule("each", Trigger.PURCHASE, Role.ADVOCATE, fixed(100, "EUR"), Duration.ZERO),
                        new RewardConditions(null, null, List.of("mug"), List.of(), List.of(), null)),
                new RewardScale(List.of(), true, null, List.of(), null));
        assertThat(minor(perPiece, order(of(MUGS, SHIRT)))).isEqualTo(200);
        var one = new Line("mug", "kitchen", 2L, 3_000L, 1_500L);
        assertThat(minor(perPiece, order(of(one, SHIRT)).refunded(1_500))).isEqualTo(100);
    }

    @Test
    void aSegmentIsThePersonsAsTheEventStatedIt() {
        var vip = new RewardConditions(null, null, List.of(), List.of(), List.of("vip"), null);
        var onOrder = when(commission(), vip);
        var onSignUp = when(Programs.onSignUp("welcome", fixed(100, "EUR")), vip);
        assertThat(minor(onOrder, order(new ConversionDetails(null, null, null, "vip", List.of()))))
                .isEqualTo(1_000);
        assertThat(lines(demo(onOrder), order(new ConversionDetails(null, null, null, "new", List.of()))))
                .isEmpty();
        assertThat(lines(demo(onOrder), order(null))).isEmpty();
        assertThat(lines(demo(onOrder), order(of(MUGS)))).isEmpty();
        assertThat(minor(onSignUp, signUp().details(ConversionDetails.ofSignUp("vip"))))
                .isEqualTo(100);
        assertThat(lines(demo(onSignUp), signUp())).isEmpty();
    }

    private static Decisions order(@Nullable ConversionDetails details) {
        return purchase().amount(10_000, "EUR").details(details);
    }

    private static ConversionDetails of(Line... lines) {
        return new ConversionDetails(null, null, null, null, List.of(lines));
    }

    private static RewardRule asking(List<String> products, List<String> categories) {
        return when(commission(), new RewardConditions(null, null, products, categories, List.of(), null));
    }

    private static RewardScale less(Deduction... deductions) {
        return new RewardScale(List.of(deductions), null, null, List.of(), null);
    }

    private static long minor(RewardRule rule, Decisions decision) {
        return Lines.onlyLine(decision, rule).amount().minor();
    }
}
