package io.grapevine.attribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class WeightTest {

    @Test
    void sharesOfOneWholeAreAdded() {
        assertThat(part(1, 3).plus(part(2, 3))).isEqualTo(part(3, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> part(1, 3).plus(part(1, 2)))
                .withMessageContaining("3", "2");
    }

    @Test
    void theirOrderIsThatOfTheirValues() {
        assertThat(part(1, 2)).isEqualByComparingTo(part(2, 4)).isLessThan(part(2, 3));
        assertThat(part(2, 3)).isGreaterThan(part(1, 2));
    }

    @Test
    void nothingIsZero() {
        assertThat(part(0, 3).isZero()).isTrue();
        assertThat(part(1, 3).isZero()).isFalse();
    }

    private static Weight part(long part, long whole) {
        return new Weight(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }
}
