package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.experiment.Recommendation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Run RUNNING = new Run(MONDAY, null, null);
    private static final Run STOPPED = new Run(MONDAY, MONDAY.plusSeconds(1), Run.StoppedBy.PERSON);

    @Test
    void aDraftIsToBeStarted() {
        assertThat(new Trial().advice(Run.NONE)).returns(Verdict.NOT_STARTED, Recommendation::verdict);
        assertThat(Verdict.NOT_STARTED.ends()).isFalse();
    }

    @Test
    void withTooFewItGoesOnAndSaysHowManyMore() {
        // When: at 20 % a difference of 5 points needs 1,031 in each arm, alpha 5 %, power 80 %
        var advice = new Trial()
                .with("detectable", "0.05")
                .arm("A", 500, 100)
                .arm("B", 440, 88)
                .advice(RUNNING);
        // Then: two advocates come for each of B, which lacks 591
        assertThat(advice)
                .returns(Verdict.KEEP_GOING, Recommendation::verdict)
                .returns(1_200L, Recommendation::stillNeeded)
                .returns(
                        "Keep going: about 1,200 more advocates are needed (1,031 in each arm) to find a difference of 5 points.",
                        Recommendation::sentence);
    }

    @Test
    void whatIsStillNeededFollowsTheWeightsAndTheNumberOfComparisons() {
        // Given
        var two = new Trial().arm("A", 500, 100).arm("B", 500, 100).advice(RUNNING);
        var uneven = new Trial()
                .with("variants", List.of(Map.of("name", "A", "weight", 9), Map.of("name", "B", "weight", 1)))
                .arm("A", 900, 180)
                .arm("B", 100, 20)
                .advice(RUNNING);
        var three = new Trial()
                .with("variants", Trial.variants("A", "B", "C"))
                .arm("A", 500, 100)
                .arm("B", 500, 100)
                .arm("C", 500, 100)
                .advice(RUNNING);
        // Then
        assertThat(uneven.stillNeeded()).isGreaterThan(4 * two.stillNeeded());
        assertThat(three.stillNeeded()).isGreaterThan(3 * two.stillNeeded() / 2);
    }

    @Test
    void beforeAnybodyWasShownTheControlTheMinimumIsWhatIsNeeded() {
        assertThat(new Trial().advice(RUNNING)).returns(200L, Recommendation::stillNeeded);
    }

    @Test
    void whereARateCannotRiseADifferenceIsOneDown() {
        // Then: at 99 % two points up are none; two down need 489
        assertThat(new Trial().arm("A", 100, 99).arm("B", 100, 99).advice(RUNNING))
                .returns(Verdict.KEEP_GOING, Recommendation::verdict)
                .returns(780L, Recommendation::stillNeeded);
    }

    @Test
    void aClearLeadIsNoneBelowTheMinimum() {
        var trial = new Trial().with("minimumSample", 501).arm("A", 500, 20).arm("B", 500, 120);
        assertThat(trial.advice(RUNNING).verdict()).isEqualTo(Verdict.KEEP_GOING);
    }

    @Test
    void aClearLeadIsToBeUsed() {
        // When
        var advice = new Trial().arm("A", 500, 20).arm("B", 500, 120).advice(RUNNING);
        // Then
        assertThat(advice).returns(Verdict.BETTER, Recommendation::verdict).returns("B", Recommendation::arm);
        assertThat(advice.sentence())
                .startsWith("B is better than A: 24.0 % of advocates convert against 4.0 % (p = 0.0000")
                .contains("It is the best of all with a probability of 100.0 %; choosing it risks 0")
                .endsWith("Use B.");
        assertThat(advice.verdict().ends()).isTrue();
    }

    @Test
    void ofSeveralClearLeadsTheLargestIsToBeUsed() {
        var advice = new Trial()
                .with("variants", Trial.variants("A", "B", "C"))
                .arm("A", 500, 20)
                .arm("B", 500, 120)
                .arm("C", 500, 150)
                .advice(RUNNING);
        assertThat(advice).returns(Verdict.BETTER, Recommendation::verdict).returns("C", Recommendation::arm);
    }

    @Test
    void theControlIsKeptOnceEveryOtherIsClearlyWorse() {
        // Given
        var one = new Trial()
                .with("variants", Trial.variants("A", "B", "C"))
                .arm("A", 500, 120)
                .arm("B", 500, 20)
                .arm("C", 500, 118);
        var both = new Trial()
                .with("variants", Trial.variants("A", "B", "C"))
                .arm("A", 500, 120)
                .arm("B", 500, 20)
                .arm("C", 500, 30);
        // Then
        assertThat(one.advice(RUNNING).verdict()).isEqualTo(Verdict.KEEP_GOING);
        assertThat(both.advice(RUNNING))
                .returns(Verdict.KEEP_CONTROL, Recommendation::verdict)
                .returns("A", Recommendation::arm)
                .returns(
                        "Keep A: with 24.0 % of advocates converting it is better than every other variant.",
                        Recommendation::sentence);
    }

    @Test
    void enoughWithoutADifferenceIsNoDifference() {
        var advice = new Trial()
                .with("detectable", "0.05")
                .arm("A", 1_200, 240)
                .arm("B", 1_200, 245)
                .advice(RUNNING);
        assertThat(advice)
                .returns(Verdict.NO_DIFFERENCE, Recommendation::verdict)
                .returns("A", Recommendation::arm)
                .returns(
                        "No variant differs: with 1,031 advocates in each arm, a difference of 5 points would have been found four times in"
                                + " five. Keep A, or try something bolder.",
                        Recommendation::sentence);
    }

    @Test
    void whatASingleLookWouldCallADifferenceIsNotYetOne() {
        var advice = new Trial()
                .with("detectable", "0.05")
                .arm("A", 1_200, 240)
                .arm("B", 1_200, 285)
                .advice(RUNNING);
        assertThat(advice)
                .returns(Verdict.KEEP_GOING, Recommendation::verdict)
                .returns(0L, Recommendation::stillNeeded);
        assertThat(advice.sentence())
                .startsWith("Keep going: B differs from A by 3.8 points, enough for a single look (p = 0.0");
    }

    @Test
    void stoppedTooEarlyItIsUndecided() {
        assertThat(new Trial().arm("A", 10, 1).arm("B", 10, 2).advice(STOPPED))
                .returns(Verdict.UNDECIDED, Recommendation::verdict)
                .returns(null, Recommendation::stillNeeded);
        assertThat(Verdict.UNDECIDED.ends()).isFalse();
    }

    @Test
    void aWrongSampleRatioComesBeforeEverything() {
        // When
        var advice = new Trial().arm("A", 1_000, 20).arm("B", 800, 400).advice(STOPPED);
        // Then
        assertThat(advice.verdict()).isEqualTo(Verdict.SAMPLE_RATIO_MISMATCH);
        assertThat(advice.sentence())
                .startsWith(
                        "Stop: sample ratio mismatch. Advocates who shared are 1,000 of A (weight 1), 800 of B (weight 1), which chance brings once in 4");
        assertThat(new Trial()
                        .arm("A", 10_000, 20)
                        .arm("B", 800, 400)
                        .advice(RUNNING)
                        .sentence())
                .contains("once in more than a billion");
        assertThat(advice.verdict().wireName()).isEqualTo("sample_ratio_mismatch");
    }

    @Test
    void theRatioIsWrongBelowOneInAThousandAndNotAtIt() {
        // 3.29 standard deviations are p = 0.001: of 10,000 the half is 5,000 +- 164.5
        assertThat(new Trial()
                        .arm("A", 5_164, 1)
                        .arm("B", 4_836, 1)
                        .advice(RUNNING)
                        .verdict())
                .isNotEqualTo(Verdict.SAMPLE_RATIO_MISMATCH);
        assertThat(new Trial()
                        .arm("A", 5_165, 1)
                        .arm("B", 4_835, 1)
                        .advice(RUNNING)
                        .verdict())
                .isEqualTo(Verdict.SAMPLE_RATIO_MISMATCH);
    }
}
