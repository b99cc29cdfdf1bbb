package io.grapevine.rewardissuing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1 1 1, 34 33 33",
        "101, 1 1 1, 34 34 33",
        "5, 3 7, 2 3",
        "101, 3 7, 30 71",
        "1003, 50 50, 502 501",
        "5, 7 3 0, 4 1 0",
        "5, 0 7 3, 0 4 1",
        "0, 0 0 1, 0 0 0",
        "1003, 0 50 50, 0 502 501",
        "10, 0.4 0.2 0.4, 4 2 4",
        "7, 0.001 1E+1, 0 7"
    })
    void unitsLeftGoToTheLargestRemaindersAndTiesToTheLowerIndex(long amount, String weights, String parts) {
        assertThat(Allocation.split(amount, decimals(weights))).isEqualTo(longs(parts));
    }

    @ParameterizedTest
    @CsvSource({"-100, 1 1 1, -34 -33 -33", "-5, 7 3 0, -4 -1 0", "-101, 3 7, -30 -71"})
    void negativeAmountsSplitLikePositiveOnes(long amount, String weights, String parts) {
        assertThat(Allocation.split(amount, decimals(weights))).isEqualTo(longs(parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0 0.0", "1 -1", "-1"})
    void weightsThatSayNothingAreRejected(String weights) {
        assertThatIllegalArgumentException().isThrownBy(() -> Allocation.split(10, decimals(weights)));
    }

    @Test
    void noWeightsAtAllAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(10, List.of()))
                .withMessageContaining("[]");
    }

    @Test
    void theSmallestAmountOfAllIsSplitWithoutOverflow() {
        assertThat(Allocation.split(Long.MIN_VALUE, decimals("1"))).containsExactly(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsAlwaysSumToTheAmountAndNeverLeaveTheirExactShareByAUnit(long seed) {
        // Given
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var amount = random.nextLong(-1_000_000, 1_000_000);
            var weights = IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(i -> BigDecimal.valueOf(i == 0 ? 1 : random.nextInt(100), random.nextInt(4)))
                    .toList();
            // When
            var parts = Allocation.split(amount, weights);
            // Then
            assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
            var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            for (var i = 0; i < parts.size(); i++) {
                var exact = amount * weights.get(i).doubleValue() / sum.doubleValue();
                assertThat(Math.abs(parts.get(i) - exact)).isLessThan(1.000001);
                if (weights.get(i).signum() == 0) assertThat(parts.get(i)).isZero();
            }
        }
    }

    private static List<BigDecimal> decimals(String text) {
        return Stream.of(text.split(" ")).map(BigDecimal::new).toList();
    }

    private static List<Long> longs(String text) {
        return Stream.of(text.split(" ")).map(Long::valueOf).toList();
    }
}
