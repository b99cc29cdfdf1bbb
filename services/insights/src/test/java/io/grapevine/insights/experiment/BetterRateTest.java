package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetterRateTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSumIsThatOfMillersClosedFormInWholeNumbers(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++) {
            // Given
            var a = believed(random);
            var b = believed(random);
            // When
            var better = BetterRate.of(a, b);
            // Then
            assertThat(better.bBeatsA()).isCloseTo(millersSum(a, b), within(1e-13));
            assertThat(better.lossOfA()).isCloseTo(loss(a, b), within(1e-13));
            assertThat(better.lossOfB()).isCloseTo(loss(b, a), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void swappingTheArmsSwapsChancesAndLosses(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            // Given
            var a = Beta.UNIFORM.after(Arms.random(random, random.nextInt(100_000)));
            var b = Beta.UNIFORM.after(Arms.random(random, random.nextInt(100_000)));
            // When
            var better = BetterRate.of(a, b);
            var swapped = BetterRate.of(b, a);
            // Then
            assertThat(swapped.bBeatsA()).isCloseTo(1 - better.bBeatsA(), within(1e-12));
            assertThat(swapped.lossOfA()).isCloseTo(better.lossOfB(), within(1e-12));
            assertThat(swapped.lossOfB()).isCloseTo(better.lossOfA(), within(1e-12));
            assertThat(better.lossOfA() - better.lossOfB()).isCloseTo(mean(b) - mean(a), within(1e-12));
        }
    }

    @Test
    void theSmallestChancesKeepTheirDigits() {
        // When: all of a hundred against none of a hundred
        var better = BetterRate.of(new Beta(1, 101), new Beta(101, 1));
        // Then: P(A > B) = B(102, 102)/(101 B(1, 101) B(101, 1))… = 1/C(202, 101)
        var chance = 1 / choose(202, 101).doubleValue();
        assertThat(1 - better.bBeatsA()).isZero();
        assertThat(BetterRate.of(new Beta(101, 1), new Beta(1, 101)).bBeatsA())
                .isCloseTo(chance, within(chance * 1e-12));
        assertThat(better.lossOfA()).isCloseTo(100.0 / 102, within(1e-12));
        assertThat(better.lossOfB()).isPositive().isLessThan(chance);
    }

    @Test
    void aBillionTrialsAreSummedAsWell() {
        // Given: rates 1.0000143 standard errors of their difference apart
        var a = new Arm(500_000_000, 1_000_000_000);
        var b = new Arm(500_022_361, 1_000_000_000);
        // When
        var better = BetterRate.of(Beta.UNIFORM.after(a), Beta.UNIFORM.after(b));
        // Then: as the normal distribution has it, to which it has come this close
        assertThat(better.bBeatsA()).isCloseTo(0.841348211, within(1e-8));
    }

    @Test
    void farApartNothingIsLeftToLose() {
        var better = BetterRate.of(new Beta(1, 1_000_000), new Beta(1_000_000, 1));
        assertThat(better.bBeatsA()).isEqualTo(1);
        assertThat(better.lossOfB()).isZero();
        assertThat(better.lossOfA()).isCloseTo(1, within(1e-5));
    }

    @Test
    void believedIsWhatWasBelievedAndWhatWasSeen() {
        assertThat(new Beta(2, 5).after(new Arm(3, 10))).isEqualTo(new Beta(5, 12));
    }

    @Test
    void parametersArePositiveAndNoMoreThanCanBeSummed() {
        var half = BetterRate.MOST_SEEN / 2;
        assertThatThrownBy(() -> new Beta(0, 1)).hasMessageContaining("alpha must be positive");
        assertThatThrownBy(() -> new Beta(1, 0)).hasMessageContaining("beta must be positive");
        assertThatThrownBy(() -> BetterRate.of(new Beta(half, 1), new Beta(half - 1, 1)))
                .hasMessageContaining("at most 1000000000000, was 1000000000001");
        assertThat(BetterRate.of(new Beta(half - 1, 1), new Beta(half - 1, 1)).bBeatsA())
                .isCloseTo(0.5, within(1e-9));
        assertThatThrownBy(() -> Beta.UNIFORM.after(new Arm(Long.MAX_VALUE, Long.MAX_VALUE)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Beta believed(Random random) {
        return new Beta(1 + random.nextInt(60), 1 + random.nextInt(60));
    }

    /** Sum over i below alpha B of B(alpha A + i, beta A + beta B) / ((beta B + i) B(1 + i, beta B) B(alpha A, beta A)). */
    private static double millersSum(Beta a, Beta b) {
        return LongStream.range(0, b.alpha())
                .mapToObj(i -> beta(a.alpha() + i, a.beta() + b.beta())
                        .divide(beta(1 + i, b.beta()).multiply(BigDecimal.valueOf(b.beta() + i)), PRECISION)
                        .divide(beta(a.alpha(), a.beta()), PRECISION))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /** E max(B - A, 0) = E B [B > A] - E A [B > A], each by one more success of that rate. */
    private static double loss(Beta a, Beta b) {
        return mean(b) * millersSum(a, new Beta(b.alpha() + 1, b.beta()))
                - mean(a) * millersSum(new Beta(a.alpha() + 1, a.beta()), b);
    }

    private static double mean(Beta believed) {
        return (double) believed.alpha() / (believed.alpha() + believed.beta());
    }

    private static final MathContext PRECISION = new MathContext(60);

    private static BigDecimal beta(long a, long b) {
        return new BigDecimal(factorial(a - 1).multiply(factorial(b - 1)))
                .divide(new BigDecimal(factorial(a + b - 1)), PRECISION);
    }

    private static BigInteger choose(long of, long some) {
        return factorial(of).divide(factorial(some).multiply(factorial(of - some)));
    }

    private static BigInteger factorial(long n) {
        return LongStream.rangeClosed(2, n).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }
}
