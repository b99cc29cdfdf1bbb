package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoProportionsTest {

    @ParameterizedTest
    @CsvSource({"0, 10, 0, 20", "10, 10, 20, 20"})
    void whereNobodyOrEverybodySucceededThereIsNoDifference(long x1, long n1, long x2, long n2) {
        // When
        var test = compare(new Arm(x1, n1), new Arm(x2, n2));
        // Then
        assertThat(test.standardError()).isZero();
        assertThat(test.z()).isZero();
        assertThat(test.pValue()).isEqualTo(1);
        assertThat(test.confidence()).isEqualTo(new TwoProportions.Interval(0, 0));
    }

    @Test
    void oppositeArmsHaveAPooledErrorButNoneOfTheirOwn() {
        // When
        var test = compare(new Arm(0, 10), new Arm(10, 10));
        // Then: d = 1, SE = sqrt(1/2 1/2 2/10)
        assertThat(test.z()).isCloseTo(1 / Math.sqrt(0.05), within(1e-12));
        assertThat(test.confidence()).isEqualTo(new TwoProportions.Interval(1, 1));
    }

    @Test
    void anArmWithoutTrialsIsNotCompared() {
        assertThat(TwoProportions.compare(new Arm(0, 0), new Arm(1, 2))).isEmpty();
        assertThat(TwoProportions.compare(new Arm(1, 2), new Arm(0, 0))).isEmpty();
        assertThatThrownBy(() -> new Contrast(new Arm(0, 0), new Arm(1, 2))).hasMessageContaining("trials");
        assertThatThrownBy(() -> new Contrast(new Arm(1, 2), new Arm(0, 0))).hasMessageContaining("trials");
    }

    @Test
    void aDifferenceInTheLastDigitsIsKept() {
        // Given: one success in nine quintillion
        var nearly = new Arm(4_500_000_000_000_000_000L, 9_000_000_000_000_000_000L);
        var oneMore = new Arm(4_500_000_000_000_000_001L, 9_000_000_000_000_000_000L);
        // When
        var test = compare(nearly, oneMore);
        // Then: d = 1/n, SE = sqrt(1/4 2/n)
        assertThat(test.difference().doubleValue()).isCloseTo(1 / 9e18, within(1e-30));
        assertThat(test.z()).isCloseTo(Math.sqrt(2 / 9e18), within(1e-21));
    }

    @Test
    void aClearDifferenceHasASmallPRatherThanNone() {
        // When
        var test = compare(new Arm(300, 1000), new Arm(700, 1000));
        // Then: erfc(z/sqrt 2), z = .4/sqrt(.0005)
        assertThat(test.pValue()).isCloseTo(1.44844243727369e-71, within(1e-82));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void swappingTheArmsTurnsTheSignAndNothingElse(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            // Given
            var a = Arms.random(random, 1 + random.nextInt(10_000));
            var b = Arms.random(random, 1 + random.nextInt(10_000));
            // When
            var test = compare(a, b);
            var swapped = compare(b, a);
            // Then
            assertThat(swapped.z()).isEqualTo(-test.z());
            assertThat(swapped.pValue()).isEqualTo(test.pValue());
            assertThat(swapped.difference())
                    .isEqualByComparingTo(test.difference().negate());
            assertThat(swapped.confidence().low()).isCloseTo(-test.confidence().high(), within(1e-15));
        }
    }

    @Test
    void anArmHasNoNegativeAndNoSurplusSuccesses() {
        assertThatThrownBy(() -> new Arm(-1, 5)).hasMessageContaining("successes must not be negative, was -1");
        assertThatThrownBy(() -> new Arm(6, 5)).hasMessageContaining("trials must not be below successes, was 5");
    }

    private static TwoProportions compare(Arm a, Arm b) {
        return TwoProportions.compare(a, b).orElseThrow();
    }
}
