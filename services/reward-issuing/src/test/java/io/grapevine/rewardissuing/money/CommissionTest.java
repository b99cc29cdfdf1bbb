package io.grapevine.rewardissuing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommissionTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 20, 200",
        "1900, 10, 190",
        "7, 20, 1",
        "2, 20, 0",
        "0, 20, 0",
        "3, 20, 1",
        "15, 10, 2",
        "14, 10, 1",
        "4, 10, 0",
        "5, 10, 1",
        "100, 0, 0",
        "1000, 12.345, 123",
        "-15, 10, -2",
        "-14, 10, -1",
        "9223372036854775807, 100, 9223372036854775807"
    })
    void aPercentageIsRoundedHalfAwayFromZero(long sale, String rate, long commission) {
        assertThat(Commission.percent(sale, new BigDecimal(rate))).isEqualTo(commission);
    }

    @Test
    void aNegativeRateIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Commission.percent(100, new BigDecimal("-1")));
    }

    @Test
    void aCommissionThatDoesNotFitIsNeverCutOff() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Commission.percent(Long.MAX_VALUE, new BigDecimal("200")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Commission.flat(Long.MAX_VALUE, 2));
    }

    @ParameterizedTest
    @CsvSource({"5000, 1, 5000", "500, 2, 1000", "500, 0, 0"})
    void aFlatCommissionIsPaidForEachPiece(long amount, long quantity, long commission) {
        assertThat(Commission.flat(amount, quantity)).isEqualTo(commission);
    }

    @Test
    void aNegativeQuantityIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Commission.flat(500, -1));
    }
}
