package io.grapevine.rewardissuing.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @CsvSource({
        "1234, EUR, 12.34",
        "1234, JPY, 1234",
        "1234, BHD, 1.234",
        "1234, CLF, 0.1234",
        "1234, UYW, 0.1234",
        "1234, points, 1234",
        "-5, EUR, -0.05",
        "0, EUR, 0.00",
        "9223372036854775807, CLF, 922337203685477.5807"
    })
    void anAmountHasTheDigitsOfItsCurrency(long minor, String currency, String text) {
        assertThat(Cell.amount(minor, currency)).isEqualTo(text);
    }

    @Test
    void whatIsNoMoneyHasNoAmount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.amount(1, "XAU"))
                .withMessageContaining("XAU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldReckonStaysText(String text) {
        assertThat(Cell.text(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-1", "1=1", "zoë", " =1", ""})
    void otherTextIsAsItIs(String text) {
        assertThat(Cell.text(text)).isEqualTo(text);
    }

    @Test
    void nothingIsAnEmptyCell() {
        assertThat(Cell.text(null)).isEmpty();
    }
}
