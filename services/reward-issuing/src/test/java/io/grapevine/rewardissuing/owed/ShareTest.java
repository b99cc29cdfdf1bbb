package io.grapevine.rewardissuing.owed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {

    private static final List<BigDecimal> WEIGHTS = List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.TWO);

    @Test
    void partsSumToTheWhole() {
        assertThat(IntStream.range(0, WEIGHTS.size()).mapToObj(place -> new Share(0, WEIGHTS, place).of(10)))
                .containsExactly(3L, 2L, 5L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void aPlaceIsOneOfThem(int place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(0, WEIGHTS, place))
                .withMessageContaining("was " + place);
    }
}
