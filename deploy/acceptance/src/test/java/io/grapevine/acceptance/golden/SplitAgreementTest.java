package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.model.Weights;
import io.grapevine.rewardissuing.money.Allocation;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services share no code, so each splits money by itself; this holds that they do it alike. */
class SplitAgreementTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void attributionAndRewardIssuingSplitMoneyAlike(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            // Given
            var amount = random.nextLong() >> random.nextInt(64);
            var weights = IntStream.rangeClosed(0, random.nextInt(8))
                    .mapToObj(i -> BigDecimal.valueOf(i == 0 ? 1 : random.nextInt(10), random.nextInt(3)))
                    .toList();
            // When
            var credited = Weights.ofDecimals(weights).split(amount);
            // Then
            assertThat(credited).isEqualTo(Allocation.split(amount, weights));
        }
    }
}
