package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Run RUNNING = new Run(MONDAY, null, null);

    @Test
    void whatIsLeftOutIsUsual() {
        // When
        var experiment = new Trial().experiment();
        // Then
        assertThat(experiment)
                .returns("A", Experiment::control)
                .returns(BigDecimal.ZERO, Experiment::holdoutShare)
                .returns(100L, Experiment::minimumSample)
                .returns(new BigDecimal("0.05"), Experiment::alpha)
                .returns(new BigDecimal("0.02"), Experiment::tau)
                .returns(new BigDecimal("0.02"), Experiment::detectable)
                .returns(false, Experiment::autoStop)
                .returns(List.of("A", "B"), Experiment::arms)
                .returns(List.of("B"), Experiment::treatments);
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        assertThat(mistakes(Map.of())).containsExactlyInAnyOrder("/programKey", "/kind", "/metric", "/variants");
        assertThat(mistakes(Map.of("kind", "colour", "metric", "joy", "programKey", 1, "alpha", 0, "tau", 0.6)))
                .contains("/kind", "/metric", "/programKey", "/alpha", "/tau", "/variants");
        assertThat(mistakes(Map.of("variants", Trial.variants("A"), "holdout", 0.91, "minimumSample", 0, "x", 1)))
                .contains("/variants", "/holdout", "/minimumSample", "/x");
        assertThat(mistakes(Map.of("variants", Trial.variants("A", "B"), "control", "C")))
                .contains("/control");
        assertThat(mistakes(Map.of("variants", Trial.variants("A", "A", "holdout"))))
                .contains("/variants/1/name", "/variants/2/name");
        assertThat(mistakes(Map.of("variants", List.of(Map.of("weight", 0), Map.of("name", "B", "colour", "red")))))
                .contains("/variants/0/name", "/variants/0/weight", "/variants/1/colour");
        assertThat(mistakes(Map.of("variants", Trial.variants("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"))))
                .contains("/variants");
    }

    @Test
    void aHoldoutIsThatPartOfAllAndLeavesTheOthersTheirProportions() {
        // Given
        var split = new Trial()
                .with("variants", List.of(Map.of("name", "A", "weight", 1), Map.of("name", "B", "weight", 3)))
                .with("holdout", "0.2")
                .experiment()
                .split();
        // When
        var drawn = new HashMap<String, Integer>();
        IntStream.range(0, 10_000)
                .forEach(i -> drawn.merge(split.variantFor("u" + i).name(), 1, Integer::sum));
        // Then
        assertThat(drawn.get("holdout")).isBetween(1_850, 2_150);
        assertThat(drawn.get("A")).isBetween(1_850, 2_150);
        assertThat(drawn.get("B")).isBetween(5_800, 6_200);
    }

    @Test
    void aHoldoutMovesNobodyBetweenVariantsWhenThereIsNone() {
        var experiment = new Trial().experiment();
        assertThat(experiment.split()).isEqualTo(new Split("exp", experiment.variants()));
    }

    @ParameterizedTest
    @CsvSource({
        "programKey, autumn",
        "kind, offer",
        "control, B",
        "holdout, 0.1",
        "metric, click_to_signup",
        "minimumSample, 5",
        "alpha, 0.01",
        "tau, 0.03",
        "detectable, 0.001"
    })
    void anotherRuleWouldSpoilTheFigures(String field, String value) {
        var other = new Trial()
                .with(field, field.equals("minimumSample") ? Integer.valueOf(value) : value)
                .experiment();
        // With another tau the usual detectable difference is another, too.
        assertThat(new Trial().experiment().spoiledBy(other)).contains(field).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void otherWeightsWouldMovePeopleAndANameWouldNot() {
        // Given
        var weights = List.of(Map.of("name", "A", "weight", 2), Map.of("name", "B"));
        // Then
        assertThat(new Trial()
                        .experiment()
                        .spoiledBy(new Trial().with("variants", weights).experiment()))
                .containsExactly("variants");
        assertThat(new Trial()
                        .experiment()
                        .spoiledBy(new Trial()
                                .with("name", "Hello")
                                .with("autoStop", true)
                                .experiment()))
                .isEmpty();
    }

    @Test
    void aKeyIsOfLettersDigitsAndDashes() {
        assertThat(Experiment.isKey("spring-offer_2")).isTrue();
        assertThat(Experiment.isKey("")).isFalse();
        assertThat(Experiment.isKey("a/b")).isFalse();
        assertThat(Experiment.isKey("a".repeat(65))).isFalse();
    }

    @Test
    void theSameUnitAlwaysGetsTheSameVariant() {
        var experiment = new Trial().experiment();
        for (var i = 0; i < 100; i++) {
            var first = Assignment.of(experiment, RUNNING, "u" + i, null, null);
            assertThat(Assignment.of(experiment, RUNNING, "u" + i, null, null)).isEqualTo(first);
            assertThat(first.inheritedFrom()).isNull();
            assertThat(first.running()).isTrue();
        }
    }

    @Test
    void whoCameByACodeGetsTheVariantOfItsOwner() {
        var experiment = new Trial().with("holdout", "0.3").experiment();
        for (var i = 0; i < 100; i++) {
            var owner = "ada" + i;
            var own = Assignment.of(experiment, RUNNING, owner, null, null);
            var friend = Assignment.of(experiment, RUNNING, "visitor", null, owner);
            assertThat(friend.variant()).isEqualTo(own.variant());
            assertThat(friend.holdout())
                    .isEqualTo(own.holdout())
                    .isEqualTo(own.variant().equals("holdout"));
            assertThat(friend.inheritedFrom()).isEqualTo(owner);
            // By a participant's id she is the same person, also at her own link.
            assertThat(Assignment.of(experiment, RUNNING, "par_1", owner, owner))
                    .isEqualTo(new Assignment("exp", "par_1", own.variant(), own.holdout(), null, true));
        }
    }

    @Test
    void whileItDoesNotRunEverybodyGetsTheControl() {
        var experiment = new Trial().with("control", "B").with("holdout", "0.9").experiment();
        for (var run : List.of(Run.NONE, new Run(MONDAY, MONDAY, Run.StoppedBy.RULE)))
            assertThat(Assignment.of(experiment, run, "u1", null, "ada"))
                    .isEqualTo(new Assignment("exp", "u1", "B", false, null, false));
    }

    @Test
    void aRunIsADraftUntilItStartsAndEndsOnce() {
        assertThat(Run.NONE.state().wireName()).isEqualTo("draft");
        assertThat(RUNNING.state().wireName()).isEqualTo("running");
        assertThat(new Run(MONDAY, MONDAY, Run.StoppedBy.PERSON).state().wireName())
                .isEqualTo("stopped");
        assertThatThrownBy(() -> new Run(MONDAY, MONDAY.minusMillis(1), Run.StoppedBy.PERSON))
                .hasMessageContaining("stoppedAt");
        assertThatThrownBy(() -> new Run(null, MONDAY, Run.StoppedBy.PERSON)).hasMessageContaining("stoppedAt");
    }

    private static List<String> mistakes(Map<String, Object> body) {
        return switch (Experiment.read("exp", body)) {
            case Reading.Accepted<Experiment>(var read) -> throw new AssertionError(read);
            case Reading.Refused<Experiment>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
