package io.grapevine.insights.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.export.Column.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201"
            })
    void textThatWouldBeginAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(Cell.csv(Kind.TEXT, text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "1=1", "'x", "a,b\"c"})
    void otherTextStaysAsItIs(String text) {
        assertThat(Cell.csv(Kind.TEXT, text)).isEqualTo(text);
    }

    @Test
    void numbersKeepTheirSignAndTimesTheirMilliseconds() {
        assertThat(Cell.csv(Kind.WHOLE, -1_250L)).isEqualTo("-1250");
        assertThat(Cell.csv(Kind.FLAG, true)).isEqualTo("true");
        assertThat(Cell.csv(Kind.TIME, Instant.parse("2026-06-01T00:00:00Z").toEpochMilli()))
                .isEqualTo("2026-06-01T00:00:00.000Z");
        assertThat(Cell.csv(Kind.TIME, -1L)).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @ParameterizedTest
    @CsvSource({"EUR, 2", "JPY, 0", "KWD, 3", "CLF, 4", "UYW, 4", "points, 0"})
    void aCurrencyHasItsDigits(String code, int digits) {
        assertThat(Cell.exponent(code)).isEqualTo(digits);
        assertThat(Cell.csv(Kind.EXPONENT, code)).isEqualTo(Integer.toString(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "ZZZ", "eur", ""})
    void whatIsNoCurrencyWithMinorUnitsHasNone(String code) {
        assertThat(Cell.exponent(code)).isNull();
        assertThat(Cell.csv(Kind.EXPONENT, code)).isEmpty();
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(Cell.csv(Kind.TIME, null)).isEmpty();
    }
}
