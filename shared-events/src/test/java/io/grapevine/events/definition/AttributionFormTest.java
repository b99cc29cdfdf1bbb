package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.refused;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.Binding;
import io.grapevine.events.AttributionTerms.Credit;
import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.Lookback;
import io.grapevine.events.AttributionTerms.Model;
import io.grapevine.events.AttributionTerms.PositionWeights;
import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionFormTest {

    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    @ParameterizedTest
    @CsvSource({"first_touch, FIRST_TOUCH", "last_touch, LAST_TOUCH", "last_non_direct, LAST_NON_DIRECT"})
    void modelsThatTakeOneTouchHaveASingleWinnerUnlessTheySayMultiTouch(String word, Model model) {
        var single = new AttributionTerms(model, new Lookback(THIRTY_DAYS, Edge.EXCLUSIVE), null, Binding.LIFETIME);
        assertThat(attribution(Map.of("model", word))).isEqualTo(single);
        assertThat(attribution(Map.of("model", word, "credit", "single_winner")))
                .isEqualTo(single);
        assertThat(attribution(Map.of("model", word, "credit", "multi_touch"))).isEqualTo(sharing(model, null, null));
    }

    @ParameterizedTest
    @CsvSource({"linear, LINEAR", "w_shaped, W_SHAPED", "full_path, FULL_PATH"})
    void modelsThatShareSayMultiTouchByThemselves(String word, Model model) {
        assertThat(attribution(Map.of("model", word))).isEqualTo(sharing(model, null, null));
        assertThat(attribution(Map.of("model", word, "credit", "multi_touch", "binding", "per_order")))
                .isEqualTo(sharing(model, null, null));
    }

    @ParameterizedTest
    @CsvSource({"position_based, 0.4, 0.2, 0.4", "j_shaped, 0.2, 0.2, 0.6", "inverse_j, 0.6, 0.2, 0.2"})
    void namedPositionsAreTheirWeights(String word, String first, String middle, String last) {
        assertThat(attribution(Map.of("model", word)))
                .isEqualTo(sharing(Model.POSITION, weights(first, middle, last), null))
                .isEqualTo(attribution(Map.of("model", "position", "weights", written(first, middle, last))));
        assertMistake(
                attributed(Map.of("model", word, "weights", written(first, middle, last))),
                "/attribution/weights",
                "invalid_value");
    }

    @Test
    void weightsNeedNotSumToOneAndMayBeZero() {
        assertThat(attribution(Map.of("model", "position", "weights", Map.of("first", 0, "middle", 100, "last", 0))))
                .isEqualTo(sharing(Model.POSITION, weights("0", "100", "0"), null));
    }

    @ParameterizedTest
    @CsvSource({"first, -0.1", "middle, 100.1", "last, 0.1234567", "first, many"})
    void weightsOutsideTheirBoundsAreRefused(String name, String weight) {
        var weights = with(written("1", "1", "1"), name, weight);
        assertMistake(
                attributed(Map.of("model", "position", "weights", weights)),
                "/attribution/weights/" + name,
                "invalid_value");
    }

    @Test
    void positionNeedsWeightsOfWhichOneIsAboveZero() {
        assertMistake(attributed(Map.of("model", "position")), "/attribution/weights", "required");
        assertMistake(
                attributed(Map.of("model", "position", "weights", Map.of("first", 1, "last", 1))),
                "/attribution/weights/middle",
                "required");
        assertMistake(
                attributed(Map.of("model", "position", "weights", written("0", "0", "0"))),
                "/attribution/weights",
                "invalid_value");
        assertMistake(
                attributed(Map.of("model", "position", "weights", with(written("1", "1", "1"), "lead", 1))),
                "/attribution/weights/lead",
                "unsupported");
        assertMistake(
                attributed(Map.of("model", "linear", "weights", written("1", "1", "1"))),
                "/attribution/weights",
                "invalid_value");
    }

    @Test
    void timeDecayHasAHalfLifeOfAWeekUnlessItSaysOther() {
        assertThat(attribution(Map.of("model", "time_decay")))
                .isEqualTo(sharing(Model.TIME_DECAY, null, Duration.ofDays(7)));
        assertThat(attribution(Map.of("model", "time_decay", "halfLife", "12h")))
                .isEqualTo(sharing(Model.TIME_DECAY, null, Duration.ofHours(12)));
        assertThat(attribution(Map.of("model", "time_decay", "halfLife", "3650d"))
                        .halfLife())
                .isEqualTo(Duration.ofDays(3650));
        assertMistake(
                attributed(Map.of("model", "linear", "halfLife", "7d")), "/attribution/halfLife", "invalid_value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "3651d", "P1M", "soon"})
    void halfLivesOutsideTheirBoundsAreRefused(String halfLife) {
        assertMistake(
                attributed(Map.of("model", "time_decay", "halfLife", halfLife)),
                "/attribution/halfLife",
                "invalid_value");
    }

    @Test
    void theFarEdgeCountsWhereTouchesShareCreditUnlessItSaysOther() {
        assertThat(attribution(Map.of("model", "linear", "lookback", "7d")).lookback())
                .isEqualTo(new Lookback(Duration.ofDays(7), Edge.INCLUSIVE));
        assertThat(attribution(Map.of("model", "linear", "lookback", Map.of("length", "7d")))
                        .lookback())
                .isEqualTo(new Lookback(Duration.ofDays(7), Edge.INCLUSIVE));
        assertThat(attribution(Map.of("model", "linear", "lookback", Map.of("length", "7d", "edge", "exclusive")))
                        .lookback())
                .isEqualTo(new Lookback(Duration.ofDays(7), Edge.EXCLUSIVE));
    }

    @Test
    void whatOnlyASingleWinnerKnowsIsRefusedWithItsFix() {
        assertThat(refused(attributed(Map.of("model", "linear", "credit", "single_winner"))))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.pointer()).isEqualTo("/attribution/credit");
                    assertThat(mistake.code()).isEqualTo(Mistake.INVALID);
                    assertThat(mistake.detail()).contains("linear", "multi_touch", "last_touch");
                });
        assertMistake(
                attributed(Map.of("model", "linear", "binding", "lifetime")), "/attribution/binding", "invalid_value");
        assertMistake(
                attributed(Map.of("model", "linear", "conversionWindow", "90d")),
                "/attribution/conversionWindow",
                "invalid_value");
        assertMistake(attributed(Map.of("credit", "everybody")), "/attribution/credit", "invalid_value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"markov", "shapley"})
    void modelsOfAWholePeriodAreReportsAndSaySo(String model) {
        assertThat(refused(attributed(Map.of("model", model)))).singleElement().satisfies(mistake -> {
            assertThat(mistake.pointer()).isEqualTo("/attribution/model");
            assertThat(mistake.code()).isEqualTo(Mistake.UNSUPPORTED);
            assertThat(mistake.detail()).contains(model, "/v1/attribution/programs/{key}/models");
        });
    }

    @Test
    void aModelNobodyKnowsIsToldEveryWordThereIs() {
        assertThat(refused(attributed(Map.of("model", "magic"))))
                .singleElement()
                .extracting(Mistake::detail)
                .asString()
                .contains(
                        "\"magic\"", "position_based", "j_shaped", "inverse_j", "time_decay", "w_shaped", "full_path");
        assertMistake(attributed(Map.of("model", 7)), "/attribution/model", "invalid_value");
    }

    @Test
    void aCouponCannotBeSharedAmongAdvocatesAndCanBeGivenToTheFriend() {
        // Given
        var coupon = Map.of("coupon", Map.of("percent", 10));
        var toAdvocate = Map.of("id", "c", "on", "purchase", "to", "advocate", "give", coupon);
        var toUpline = Map.of("id", "c", "on", "purchase", "to", "upline", "level", 2, "give", coupon);
        var toFriend = Map.of("id", "c", "on", "purchase", "to", "friend", "give", coupon);
        var linear = attributed(Map.of("model", "linear"));
        // Then
        assertMistake(with(linear, "rewards", List.of(TEN_PERCENT, toAdvocate)), "/rewards/1/give", "invalid_value");
        assertMistake(with(linear, "rewards", List.of(toUpline)), "/rewards/0/give", "invalid_value");
        assertThat(accepted(with(linear, "rewards", List.of(toFriend))).terms().rewards())
                .hasSize(1);
        assertThat(accepted(with(smallest(), "rewards", List.of(toAdvocate)))
                        .terms()
                        .rewards())
                .hasSize(1);
    }

    private static AttributionTerms sharing(
            Model model, @Nullable PositionWeights weights, @Nullable Duration halfLife) {
        return new AttributionTerms(
                model,
                new Lookback(THIRTY_DAYS, Edge.INCLUSIVE),
                null,
                Binding.PER_ORDER,
                Credit.MULTI_TOUCH,
                weights,
                halfLife);
    }

    private static PositionWeights weights(String first, String middle, String last) {
        return new PositionWeights(new BigDecimal(first), new BigDecimal(middle), new BigDecimal(last));
    }

    private static Map<String, Object> written(String first, String middle, String last) {
        return Map.of("first", first, "middle", middle, "last", last);
    }

    private static AttributionTerms attribution(Map<String, ?> written) {
        return accepted(attributed(written)).terms().attribution();
    }

    private static Map<String, Object> attributed(Map<String, ?> written) {
        return with(smallest(), "attribution", written);
    }
}
