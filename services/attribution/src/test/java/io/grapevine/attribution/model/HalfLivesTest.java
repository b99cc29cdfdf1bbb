package io.grapevine.attribution.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfLivesTest {

    private static final BigInteger WHOLE = BigInteger.ONE.shiftLeft(HalfLives.BITS);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 64, 127, 128})
    void wholeNumbersOfHalfLivesAreExact(int halfLives) {
        assertThat(HalfLives.left(Duration.ofDays(7L * halfLives), Duration.ofDays(7)))
                .isEqualTo(WHOLE.shiftRight(halfLives));
    }

    @Test
    void nothingIsLeftFrom129HalfLivesOn() {
        var day = Duration.ofDays(1);
        assertThat(HalfLives.left(day.multipliedBy(129).minusNanos(1), day)).isEqualTo(BigInteger.ONE);
        assertThat(HalfLives.left(day.multipliedBy(129), day)).isZero();
        assertThat(HalfLives.left(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofNanos(1)))
                .isZero();
    }

    @Test
    void hardlyAnythingIsLostOfAnEndlessHalfLife() {
        var left = HalfLives.left(Duration.ofDays(90), Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(left).isLessThan(WHOLE).isGreaterThan(WHOLE.subtract(WHOLE.shiftRight(39)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partOfAHalfLifeRaisedToTheWholeIsTheWhole(long seed) {
        // Given
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var q = 2 + random.nextInt(30);
            var p = random.nextInt(3 * q);
            // When
            var left = HalfLives.left(Duration.ofMillis(p), Duration.ofMillis(q));
            // Then: (2^-(p/q))^q = 2^-p, up to q times the last bit
            var power = left.pow(q).shiftRight(HalfLives.BITS * (q - 1));
            assertThat(power.subtract(WHOLE.shiftRight(p)).abs()).isLessThanOrEqualTo(BigInteger.valueOf(q + 1));
        }
    }

    @Test
    void nearlyAWholeHalfLifeIsNearlyAHalf() {
        // The last entries of the tables and the longest series.
        var day = Duration.ofDays(1);
        var left = HalfLives.left(day.minusNanos(1), day);
        // 2^-(1 - e) = (1/2) (1 + e ln 2 + ...)
        var above = left.subtract(WHOLE.shiftRight(1));
        var expected = Math.log(2) / 2 / day.toNanos();
        assertThat(above.doubleValue() / WHOLE.doubleValue()).isBetween(expected * (1 - 1e-12), expected * (1 + 1e-12));
    }
}
