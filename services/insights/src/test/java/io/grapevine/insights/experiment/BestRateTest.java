package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BestRateTest {

    private static final double SHARP = 1e-8;

    static Stream<List<Beta>> pairs() {
        var random = new Random(7);
        var drawn = IntStream.range(0, 40)
                .mapToObj(i -> List.of(
                        new Beta(
                                1 + random.nextInt(1 << random.nextInt(1, 20)),
                                1 + random.nextInt(1 << random.nextInt(1, 20))),
                        new Beta(
                                1 + random.nextInt(1 << random.nextInt(1, 20)),
                                1 + random.nextInt(1 << random.nextInt(1, 20)))));
        return Stream.concat(
                drawn,
                Stream.of(
                        List.of(Beta.UNIFORM, Beta.UNIFORM),
                        List.of(new Beta(1, 1_000), new Beta(1, 1_000_000)),
                        List.of(new Beta(50_000, 950_000), new Beta(51, 949)),
                        List.of(new Beta(1_000, 1), new Beta(3, 1))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theIntegralOfTwoIsTheExactSum(List<Beta> pair) {
        // When
        var exact = BestRate.of(pair);
        var integrated = BestRate.integrated(pair);
        // Then
        for (var i = 0; i < 2; i++) {
            assertThat(integrated.get(i).probability()).isCloseTo(exact.get(i).probability(), within(SHARP));
            assertThat(integrated.get(i).expectedLoss()).isCloseTo(exact.get(i).expectedLoss(), within(SHARP));
        }
    }

    @Test
    void ofSeveralTheProbabilitiesAreOneInAll() {
        // When
        var rates = BestRate.of(List.of(new Beta(10, 90), new Beta(12, 88), new Beta(300, 2_700), Beta.UNIFORM));
        // Then
        assertThat(rates.stream().mapToDouble(BestRate::probability).sum()).isCloseTo(1, within(SHARP));
    }

    @Test
    void ofThreeAlikeEachIsTheBestInAThirdOfAllCases() {
        // When: the largest of three uniform rates is 3/4 on average, each 1/2
        var rates = BestRate.of(List.of(Beta.UNIFORM, Beta.UNIFORM, Beta.UNIFORM));
        // Then
        for (var rate : rates) {
            assertThat(rate.probability()).isCloseTo(1.0 / 3, within(SHARP));
            assertThat(rate.expectedLoss()).isCloseTo(0.25, within(SHARP));
        }
    }

    @Test
    void thereMustBeTwo() {
        assertThatThrownBy(() -> BestRate.of(List.of(Beta.UNIFORM))).hasMessageContaining("believed");
    }
}
