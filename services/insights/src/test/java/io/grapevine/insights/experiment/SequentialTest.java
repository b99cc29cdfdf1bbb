package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.insights.experiment.AlwaysValid.Counts;
import io.grapevine.insights.experiment.AlwaysValid.Look;
import io.grapevine.insights.experiment.Race.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialTest {

    private static final AlwaysValid TEST = new AlwaysValid(0.05);
    private static final Look NOTHING_LEARNT = new Look(1, 1);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0", // nobody yet
        "0, 0, 3, 5",
        "3, 5, 0, 0",
        "0, 9, 0, 9", // V = 0
        "0, 9, 9, 9"
    })
    void withoutTrialsOrVarianceALookSaysNothing(long x1, long n1, long x2, long n2) {
        assertThat(TEST.looks(List.of(new Counts(new Arm(x1, n1), new Arm(x2, n2)))))
                .containsExactly(NOTHING_LEARNT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pNeverRisesAndIsTheSmallestSoFar(long seed) {
        var random = new Random(seed);
        // Given
        var counts = new ArrayList<Counts>();
        for (var look = 1; look <= 200; look++)
            counts.add(new Counts(Arms.random(random, 10 * look), Arms.random(random, 10 * look)));
        // When
        var looks = new AlwaysValid(0.01 + random.nextDouble()).looks(counts);
        // Then
        var p = 1.0;
        for (var look : looks) {
            p = Math.min(p, 1 / look.likelihoodRatio());
            assertThat(look.pValue()).isCloseTo(p, within(1e-12 * p));
        }
        assertThat(looks).hasSize(200);
    }

    @Test
    void aDifferenceThatFadesAgainKeepsItsP() {
        // Given
        var clear = new Counts(new Arm(45, 800), new Arm(80, 800));
        var faded = new Counts(new Arm(90, 1600), new Arm(90, 1600));
        // When
        var looks = TEST.looks(List.of(clear, faded));
        // Then
        assertThat(looks.getFirst().pValue()).isCloseTo(1 / 38.1022557326046, within(1e-11));
        assertThat(looks.getLast().likelihoodRatio()).isLessThan(1);
        assertThat(looks.getLast().pValue()).isEqualTo(looks.getFirst().pValue());
    }

    @Test
    void beyondADoubleTheRatioIsInfiniteAndPZero() {
        var certain = new Counts(new Arm(100_000_000, 1_000_000_000), new Arm(900_000_000, 1_000_000_000));
        assertThat(TEST.looks(List.of(certain))).containsExactly(new Look(Double.POSITIVE_INFINITY, 0));
    }

    @Test
    void withNoDifferenceThoughtLikelyNoneIsFound() {
        var clear = new Counts(new Arm(45, 800), new Arm(80, 800));
        assertThat(new AlwaysValid(0).looks(List.of(clear))).containsExactly(NOTHING_LEARNT);
        assertThat(new AlwaysValid(1e160).looks(List.of(clear)).getFirst().pValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void tauIsANumberFromZero(double tau) {
        assertThatThrownBy(() -> new AlwaysValid(tau)).hasMessageContaining("tau must");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, CONTINUE",
        "39, 0, CONTINUE",
        "40, 0, TREATMENT_WINS",
        "0, 40, CONTINUE",
        "219, 180, CONTINUE",
        "220, 180, TREATMENT_WINS", // both at once: the lead is looked at first
        "219, 181, NO_WINNER",
        "0, 400, NO_WINNER",
        "9223372036854775807, 9223372036854775807, NO_WINNER"
    })
    void theTreatmentWinsByALeadOfTwiceTheRoot(long treatment, long control, Verdict verdict) {
        assertThat(new Race(400).after(treatment, control)).isEqualTo(verdict);
    }

    @Test
    void aBoundaryThatIsNoWholeNumberMustBePassed() {
        // Given: 2 sqrt(500) = 44.72…
        var race = new Race(500);
        // Then
        assertThat(race.boundary()).isCloseTo(44.72135954999579, within(1e-12));
        assertThat(race.after(44, 0)).isEqualTo(Verdict.CONTINUE);
        assertThat(race.after(45, 0)).isEqualTo(Verdict.TREATMENT_WINS);
    }

    @Test
    void aRaceHasAnEndAndCountsFromZero() {
        var race = new Race(1);
        assertThatThrownBy(() -> new Race(0)).hasMessageContaining("successes must be positive");
        assertThatThrownBy(() -> race.after(-1, 0)).hasMessageContaining("treatment");
        assertThatThrownBy(() -> race.after(0, -1)).hasMessageContaining("control");
    }
}
