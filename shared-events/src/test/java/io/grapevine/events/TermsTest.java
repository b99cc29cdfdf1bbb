package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TermsTest {

    private static final Terms.PositionWeights ENDS =
            new Terms.PositionWeights(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE);
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void theDeepestLevelIsThatOfTheRuleThatReachesFarthestUp() {
        assertThat(paying(1, 4, 2).deepestLevel()).isEqualTo(4);
    }

    @Test
    void termsWithoutRulesReachTheAdvocate() {
        assertThat(paying().deepestLevel()).isEqualTo(1);
    }

    @Test
    void aSingleWinnerIsWhatTermsSayThatSayNothingOfCredit() {
        assertThat(paying().attribution().sharesCredit()).isFalse();
        assertThat(sharing(Terms.Model.LINEAR, null, null).sharesCredit()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Terms.Model.class,
            names = {"FIRST_TOUCH", "LAST_TOUCH", "LAST_NON_DIRECT"})
    void modelsThatTakeOneTouchHaveASingleWinner(Terms.Model model) {
        assertThat(model.hasSingleWinner()).isTrue();
        assertThat(attribution(model, null, null, null).sharesCredit()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Terms.Model.class,
            names = {"LINEAR", "W_SHAPED", "FULL_PATH"})
    void modelsThatShareHaveNoSingleWinner(Terms.Model model) {
        assertThat(model.hasSingleWinner()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attribution(model, null, null, null))
                .withMessageContaining(model.wireName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attribution(model, Terms.Credit.SINGLE_WINNER, null, null));
    }

    @Test
    void weightsAndHalfLifeBelongToTheirModels() {
        assertThat(sharing(Terms.Model.POSITION, ENDS, null).weights()).isEqualTo(ENDS);
        assertThat(sharing(Terms.Model.TIME_DECAY, null, WEEK).halfLife()).isEqualTo(WEEK);
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(Terms.Model.POSITION, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(Terms.Model.LINEAR, ENDS, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(Terms.Model.TIME_DECAY, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(Terms.Model.LINEAR, null, WEEK));
    }

    @Test
    void whatTermsDoNotSayIsAsUsual() {
        // Given
        var silent = attribution(Terms.Model.LAST_TOUCH, null, null, null);
        // Then
        assertThat(silent.ranks())
                .containsExactly(
                        List.of(Terms.TouchClass.CODE),
                        List.of(Terms.TouchClass.CLICK, Terms.TouchClass.PAID_CLICK),
                        List.of(Terms.TouchClass.SOFT_CLICK),
                        List.of(Terms.TouchClass.IMPRESSION));
        assertThat(paying().exclusiveness()).isEqualTo(new Terms.Exclusivity("default", 100));
        assertThat(new Terms.Eligibility(null, List.of()).wantsNewCustomersOnly())
                .isFalse();
    }

    @Test
    void whatTermsSayIsNotAsUsual() {
        // Given
        var codesOnly = List.of(List.of(Terms.TouchClass.CODE));
        var attribution = new Terms.Attribution(
                Terms.Model.LAST_TOUCH,
                new Terms.Lookback(null, Terms.Edge.INCLUSIVE),
                null,
                Terms.Binding.PER_ORDER,
                null,
                null,
                null,
                null,
                codesOnly,
                null,
                null);
        var alone = new Terms.Exclusivity(null, 1);
        var eligibility = new Terms.Eligibility(null, List.of(), true);
        // Then
        assertThat(attribution.ranks()).isEqualTo(codesOnly);
        assertThat(eligibility.wantsNewCustomersOnly()).isTrue();
        assertThat(new Terms("n", "d", attribution, eligibility, List.of(), null, alone).exclusiveness())
                .isEqualTo(alone);
    }

    @Test
    void termsRewardWhatARuleAnswersTo() {
        assertThat(paying(1).rewards(Terms.Trigger.PURCHASE)).isTrue();
        assertThat(paying(1).rewards(Terms.Trigger.SIGNUP)).isFalse();
        assertThat(paying().rewards(Terms.Trigger.PURCHASE)).isFalse();
    }

    private static Terms.Attribution sharing(Terms.Model model, Terms.PositionWeights weights, Duration halfLife) {
        return attribution(model, Terms.Credit.MULTI_TOUCH, weights, halfLife);
    }

    private static Terms.Attribution attribution(
            Terms.Model model, Terms.Credit credit, Terms.PositionWeights weights, Duration halfLife) {
        return new Terms.Attribution(
                model,
                new Terms.Lookback(null, Terms.Edge.INCLUSIVE),
                null,
                Terms.Binding.PER_ORDER,
                credit,
                weights,
                halfLife);
    }

    private static Terms paying(int... levels) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new Terms.Attribution(
                        Terms.Model.LAST_TOUCH,
                        new Terms.Lookback(null, Terms.Edge.EXCLUSIVE),
                        null,
                        Terms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                IntStream.of(levels).mapToObj(TermsTest::rule).toList());
    }

    private static Terms.RewardRule rule(int level) {
        return new Terms.RewardRule(
                "level-" + level,
                Terms.Trigger.PURCHASE,
                Terms.Role.UPLINE,
                level,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(1, "EUR"), null),
                Duration.ZERO);
    }
}
