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

    private static final AttributionTerms.PositionWeights ENDS =
            new AttributionTerms.PositionWeights(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE);
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
        assertThat(sharing(AttributionTerms.Model.LINEAR, null, null).sharesCredit())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributionTerms.Model.class,
            names = {"FIRST_TOUCH", "LAST_TOUCH", "LAST_NON_DIRECT"})
    void modelsThatTakeOneTouchHaveASingleWinner(AttributionTerms.Model model) {
        assertThat(model.hasSingleWinner()).isTrue();
        assertThat(attribution(model, null, null, null).sharesCredit()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributionTerms.Model.class,
            names = {"LINEAR", "W_SHAPED", "FULL_PATH"})
    void modelsThatShareHaveNoSingleWinner(AttributionTerms.Model model) {
        assertThat(model.hasSingleWinner()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attribution(model, null, null, null))
                .withMessageContaining(model.wireName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attribution(model, AttributionTerms.Credit.SINGLE_WINNER, null, null));
    }

    @Test
    void weightsAndHalfLifeBelongToTheirModels() {
        assertThat(sharing(AttributionTerms.Model.POSITION, ENDS, null).weights())
                .isEqualTo(ENDS);
        assertThat(sharing(AttributionTerms.Model.TIME_DECAY, null, WEEK).halfLife())
                .isEqualTo(WEEK);
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(AttributionTerms.Model.POSITION, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(AttributionTerms.Model.LINEAR, ENDS, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(AttributionTerms.Model.TIME_DECAY, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing(AttributionTerms.Model.LINEAR, null, WEEK));
    }

    @Test
    void whatTermsDoNotSayIsAsUsual() {
        // Given
        var silent = attribution(AttributionTerms.Model.LAST_TOUCH, null, null, null);
        // Then
        assertThat(silent.ranks())
                .containsExactly(
                        List.of(AttributionTerms.TouchClass.CODE),
                        List.of(AttributionTerms.TouchClass.CLICK, AttributionTerms.TouchClass.PAID_CLICK),
                        List.of(AttributionTerms.TouchClass.SOFT_CLICK),
                        List.of(AttributionTerms.TouchClass.IMPRESSION));
        assertThat(paying().exclusiveness()).isEqualTo(new Terms.Exclusivity("default", 100));
        assertThat(new Terms.Eligibility(null, List.of()).wantsNewCustomersOnly())
                .isFalse();
    }

    @Test
    void whatTermsSayIsNotAsUsual() {
        // Given
        var codesOnly = List.of(List.of(AttributionTerms.TouchClass.CODE));
        var attribution = new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.PER_ORDER,
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

    private static AttributionTerms sharing(
            AttributionTerms.Model model, AttributionTerms.PositionWeights weights, Duration halfLife) {
        return attribution(model, AttributionTerms.Credit.MULTI_TOUCH, weights, halfLife);
    }

    private static AttributionTerms attribution(
            AttributionTerms.Model model,
            AttributionTerms.Credit credit,
            AttributionTerms.PositionWeights weights,
            Duration halfLife) {
        return new AttributionTerms(
                model,
                new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.PER_ORDER,
                credit,
                weights,
                halfLife);
    }

    private static Terms paying(int... levels) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(null, AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
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
