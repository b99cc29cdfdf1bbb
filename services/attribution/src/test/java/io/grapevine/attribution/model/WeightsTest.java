package io.grapevine.attribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1 1 1, 34 33 33",
        "101, 1 1 1, 34 34 33",
        "5, 3 7, 2 3",
        "1003, 50 50, 502 501",
        "5, 7 3 0, 4 1 0",
        "5, 0 7 3, 0 4 1",
        "0, 0 0 1, 0 0 0",
        "1003, 0 50 50, 0 502 501",
        "10, 0.4 0.2 0.4, 4 2 4",
        "1001, 0.4 0.1 0.1 0.4, 401 100 100 400",
        "7, 0.001 1E+1, 0 7"
    })
    void unitsLeftGoToTheLargestRemaindersAndTiesToTheLowerIndex(long amount, String weights, String parts) {
        assertThat(weights(weights).split(amount)).isEqualTo(longs(parts));
    }

    @ParameterizedTest
    @CsvSource({"-100, 1 1 1, -34 -33 -33", "-5, 7 3 0, -4 -1 0", "-101, 3 7, -30 -71"})
    void negativeAmountsSplitLikePositiveOnes(long amount, String weights, String parts) {
        assertThat(weights(weights).split(amount)).isEqualTo(longs(parts));
    }

    @Test
    void theOutermostAmountsAreSplitWithoutOverflow() {
        assertThat(weights("1").split(Long.MIN_VALUE)).containsExactly(Long.MIN_VALUE);
        assertThat(weights("0 1 0").split(Long.MAX_VALUE)).containsExactly(0L, Long.MAX_VALUE, 0L);
        assertThat(weights("1 1").split(Long.MIN_VALUE)).containsExactly(Long.MIN_VALUE / 2, Long.MIN_VALUE / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsAlwaysSumToTheAmountAndNeverLeaveTheirExactShareByAUnit(long seed) {
        // Given
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var amount = random.nextLong() >> random.nextInt(64);
            var weights = Weights.of(IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(i -> BigInteger.valueOf(i == 0 ? 1 : random.nextInt(100)))
                    .toList());
            // When
            var parts = weights.split(amount);
            // Then
            assertThat(parts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add))
                    .isEqualTo(BigInteger.valueOf(amount));
            for (var i = 0; i < parts.size(); i++) {
                var exact = BigInteger.valueOf(amount).multiply(weights.parts().get(i));
                assertThat(BigInteger.valueOf(parts.get(i))
                                .multiply(weights.whole())
                                .subtract(exact)
                                .abs())
                        .isLessThan(weights.whole());
                if (weights.parts().get(i).signum() == 0)
                    assertThat(parts.get(i)).isZero();
            }
        }
    }

    @Test
    void weightIsAPartOfTheWhole() {
        var weights = weights("1 2 3");
        assertThat(weights.size()).isEqualTo(3);
        assertThat(weights.get(1)).isEqualTo(new Weight(BigInteger.TWO, BigInteger.valueOf(6)));
        assertThat(weights.get(1).doubleValue()).isEqualTo(1.0 / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0 0.0", "1 -1", "2 -1", "-1"})
    void weightsThatSayNothingAreRefused(String weights) {
        assertThatIllegalArgumentException().isThrownBy(() -> weights(weights));
    }

    @Test
    void noWeightsAtAllAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Weights.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Weights.ofDecimals(List.of()));
    }

    @Test
    void wholeThatIsNotTheSumIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Weights(List.of(BigInteger.ONE, BigInteger.ONE), BigInteger.TEN))
                .withMessageContaining("2")
                .withMessageContaining("10");
    }

    @Test
    void weightBeyondZeroAndOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Weight(BigInteger.ONE.negate(), BigInteger.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Weight(BigInteger.ZERO, BigInteger.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Weight(BigInteger.TWO, BigInteger.ONE));
        assertThat(new Weight(BigInteger.ZERO, BigInteger.ONE).doubleValue()).isZero();
        assertThat(new Weight(BigInteger.ONE, BigInteger.ONE).doubleValue()).isOne();
    }

    private static Weights weights(String text) {
        return Weights.ofDecimals(
                Stream.of(text.split(" ")).map(BigDecimal::new).toList());
    }

    private static List<Long> longs(String text) {
        return Stream.of(text.split(" ")).map(Long::valueOf).toList();
    }
}
