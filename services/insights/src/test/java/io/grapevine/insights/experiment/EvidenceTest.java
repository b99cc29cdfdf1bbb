package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final Run RUNNING = new Run(Instant.parse("2026-06-01T00:00:00Z"), null, null);
    private static final double SHARP = 1e-12;

    @Test
    void ratesAreComparedWithTheControlAsTheSpecificationHasIt() {
        // When: the golden case of 30 and 45 of 100
        var report = new Trial().arm("A", 100, 30).arm("B", 100, 45).report(RUNNING);
        // Then
        var compared = report.comparisons().getFirst();
        assertThat(compared.arm()).isEqualTo("B");
        assertThat(compared.against()).isEqualTo("A");
        assertThat(compared.difference()).isEqualByComparingTo("0.15");
        assertThat(compared.z()).isCloseTo(2.19089023002066, within(SHARP));
        assertThat(compared.pValue()).isCloseTo(0.0284597369163106, within(SHARP));
        assertThat(compared.pAdjusted()).isEqualTo(compared.pValue());
        assertThat(report.designEffect()).isEqualTo(1);
        assertThat(report.arms()).extracting(ExperimentReport.ArmLine::role).containsExactly("control", "treatment");
        assertThat(report.arms().getFirst().rate()).isEqualByComparingTo("0.3");
    }

    @Test
    void anArmNobodyWasShownIsNotCompared() {
        // When
        var report = new Trial().arm("A", 3, 1).report(RUNNING);
        // Then
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.arms().get(1))
                .returns(null, ExperimentReport.ArmLine::rate)
                .returns(null, ExperimentReport.ArmLine::interval);
    }

    @Test
    void severalComparisonsAreAdjustedByHolm() {
        assertThat(Holm.adjusted(List.of(0.04, 0.01, 0.03))).containsExactly(0.06, 0.03, 0.06);
        assertThat(Holm.adjusted(List.of(0.9, 0.6))).containsExactly(1.0, 1.0);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }

    @Test
    void withSeveralVariantsNoneIsSurerThanAlone() {
        // When
        var alone = new Trial().arm("A", 100, 30).arm("B", 100, 45).report(RUNNING);
        var among = new Trial()
                .with("variants", Trial.variants("A", "B", "C"))
                .arm("A", 100, 30)
                .arm("B", 100, 45)
                .arm("C", 100, 31)
                .report(RUNNING);
        // Then
        var own = alone.comparisons().getFirst();
        var adjusted = among.comparisons().getFirst();
        assertThat(adjusted.pValue()).isEqualTo(own.pValue());
        assertThat(adjusted.pAdjusted()).isCloseTo(2 * own.pValue(), within(SHARP));
        assertThat(adjusted.alwaysValidP()).isCloseTo(Math.min(1, 2 * own.alwaysValidP()), within(SHARP));
        assertThat(among.arms().stream()
                        .mapToDouble(arm -> arm.probabilityBest())
                        .sum())
                .isCloseTo(1, within(1e-8));
    }

    @Test
    void theAlwaysValidPIsTheSmallestOfAllDays() {
        // Given: clear after the first day, level after the second
        var trial = new Trial()
                .day("A", 0, 1_000, 50)
                .day("B", 0, 1_000, 120)
                .day("A", 1, 1_000, 120)
                .day("B", 1, 1_000, 50);
        var firstDay = new Trial().day("A", 0, 1_000, 50).day("B", 0, 1_000, 120);
        // Then
        var after = trial.report(RUNNING).comparisons().getFirst();
        assertThat(after.pValue()).isEqualTo(1);
        assertThat(after.alwaysValidP())
                .isLessThan(0.001)
                .isEqualTo(firstDay.report(RUNNING).comparisons().getFirst().alwaysValidP());
    }

    @Test
    void daysInAnyOrderAreTheSameDays() {
        var one = new Trial()
                .day("A", 0, 90, 9)
                .day("A", 1, 10, 1)
                .day("B", 0, 80, 8)
                .day("B", 1, 20, 9);
        var other = new Trial()
                .day("B", 1, 20, 9)
                .day("A", 1, 10, 1)
                .day("B", 0, 80, 8)
                .day("A", 0, 90, 9);
        assertThat(one.report(RUNNING)).isEqualTo(other.report(RUNNING));
    }

    @Test
    void theClicksOfOneAdvocateSayLessThanThoseOfMany() {
        // Given: in A ten advocates with ten clicks each, of whom five convert all and five none; in B likewise
        var together = new Trial()
                .with("metric", "click_to_signup")
                .day("A", 0, 100, 50)
                .day("B", 0, 100, 50)
                .spread("A", 10, 100, 50, 500, 500, 1_000)
                .spread("B", 10, 100, 50, 500, 500, 1_000);
        // When: each of ten says as much as one
        var report = together.report(RUNNING);
        // Then: 20 advocates, two rates
        assertThat(report.designEffect()).isCloseTo(10.0 * 20 / 18, within(SHARP));
        var alone = RateInterval.of(new Arm(50, 100), DesignEffect.NONE).orElseThrow();
        var arm = report.arms().getFirst();
        assertThat(arm.interval().high() - arm.interval().low()).isGreaterThan(2 * (alone.high() - alone.low()));
        assertThat(new DesignEffect(4).effective(new Arm(50, 103))).isEqualTo(new Arm(12, 25));
    }

    @Test
    void whatIsAloneInItsArmSaysAsMuchAsOneExposure() {
        assertThat(DesignEffect.of(List.of(spread("A", 1, 40, 20), spread("B", 1, 60, 20))))
                .isEqualTo(new DesignEffect(50));
    }

    @Test
    void thereIsNoDesignEffectWhereNothingGoesTogetherOrNothingHappened() {
        assertThat(DesignEffect.of(List.of())).isEqualTo(DesignEffect.NONE);
        assertThat(DesignEffect.of(List.of(spread("A", 40, 40, 20)))).isEqualTo(DesignEffect.NONE);
        assertThat(DesignEffect.of(List.of(spread("A", 20, 40, 0)))).isEqualTo(DesignEffect.NONE);
        // Ten of two clicks each, one of them converted: more even than chance.
        assertThat(DesignEffect.of(List.of(new Counts.Spread("A", 10, 10, 20, 10, 10, 20, 40))))
                .isEqualTo(DesignEffect.NONE);
        assertThatThrownBy(() -> new DesignEffect(0.9)).hasMessageContaining("value");
    }

    @Test
    void anIntervalIsWilsonsAndNeverLeavesNoughtToOne() {
        // Then: published for 1 of 10: 0.0179 to 0.4042
        var interval = RateInterval.of(new Arm(1, 10), DesignEffect.NONE).orElseThrow();
        assertThat(interval.low()).isCloseTo(0.0179, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.4042, within(5e-5));
        assertThat(RateInterval.of(new Arm(0, 10), DesignEffect.NONE)
                        .orElseThrow()
                        .low())
                .isZero();
        assertThat(RateInterval.of(new Arm(10, 10), DesignEffect.NONE)
                        .orElseThrow()
                        .high())
                .isEqualTo(1);
        assertThat(RateInterval.of(new Arm(0, 0), DesignEffect.NONE)).isEmpty();
    }

    @Test
    void aWrongSampleRatioLeavesNothingButCounts() {
        // When
        var report = new Trial()
                .with("holdout", "0.1")
                .arm("A", 1_000, 100)
                .arm("B", 800, 160)
                .arm("holdout", 100, 5)
                .money("B", "EUR", 100, 10)
                .report(RUNNING);
        // Then
        assertThat(report.sampleRatio().mismatch()).isTrue();
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.againstHoldout()).isNull();
        assertThat(report.recommendation().verdict()).isEqualTo("sample_ratio_mismatch");
        assertThat(report.arms()).allSatisfy(arm -> {
            assertThat(arm.exposures()).isPositive();
            assertThat(arm.rate()).isNull();
            assertThat(arm.interval()).isNull();
            assertThat(arm.probabilityBest()).isNull();
            assertThat(arm.expectedLoss()).isNull();
            assertThat(arm.money())
                    .allSatisfy(money -> assertThat(money.revenueLift()).isNull());
        });
    }

    @Test
    void theRatioIsOfAdvocatesByTheirWeightsWithoutTheHoldout() {
        // When: three to one as meant, and few of those who were kept out share at all
        var report = new Trial()
                .with("variants", List.of(Map.of("name", "A", "weight", 3), Map.of("name", "B", "weight", 1)))
                .with("holdout", "0.5")
                .arm("A", 300, 30)
                .arm("B", 100, 10)
                .arm("holdout", 2, 1)
                .report(RUNNING);
        // Then
        assertThat(report.sampleRatio().pValue()).isEqualTo(1);
        assertThat(report.arms())
                .extracting(arm -> arm.share().stripTrailingZeros().toPlainString())
                .containsExactly("0.375", "0.125", "0.5");
    }

    @Test
    void allVariantsTogetherAreHeldAgainstTheHoldout() {
        // When
        var report = new Trial()
                .with("holdout", "0.1")
                .arm("A", 100, 10)
                .arm("B", 100, 30)
                .arm("holdout", 50, 5)
                .report(RUNNING);
        // Then
        var held = report.againstHoldout();
        assertThat(held.against()).isEqualTo("holdout");
        assertThat(held.difference()).isEqualByComparingTo("0.1");
        assertThat(held.pAdjusted()).isEqualTo(held.pValue());
        assertThat(report.arms().get(2).probabilityBest()).isNull();
    }

    @Test
    void moneyIsForEachAdvocateAndLiftedOverTheControls() {
        // When
        var report = new Trial()
                .arm("A", 100, 10)
                .arm("B", 110, 30)
                .money("A", "EUR", 10_000, 1_000)
                .money("B", "EUR", 22_000, 0)
                .money("B", "USD", 5, 0)
                .report(RUNNING);
        // Then
        assertThat(report.arms().getFirst().money()).singleElement().satisfies(money -> {
            assertThat(money.revenuePerAdvocate()).isEqualByComparingTo("100");
            assertThat(money.revenueLift()).isNull();
        });
        var euros = report.arms().get(1).money().getFirst();
        assertThat(euros.revenueLift()).isEqualByComparingTo("1");
        assertThat(euros.costLift()).isEqualByComparingTo("-1");
        assertThat(report.arms().get(1).money().getLast().revenueLift()).isNull();
    }

    private static Counts.Spread spread(String arm, long advocates, long exposures, long conversions) {
        return new Counts.Spread(
                arm, advocates, advocates, exposures, conversions, conversions, conversions, exposures);
    }
}
