package io.grapevine.events.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @ParameterizedTest
    @CsvSource({
        "30d, P30D",
        "12h, PT12H",
        "15m, PT15M",
        "45s, PT45S",
        "2w, P14D",
        "P30D, P30D",
        "PT36H, PT36H",
        "P1DT2H, PT26H",
        "0d, PT0S"
    })
    void durationsAreReadInBothSpellings(String written, Duration meant) {
        assertThat(Spans.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "d",
                "30 d",
                "1y",
                "1M",
                "P1M",
                "P1Y",
                "1.5d",
                "30D",
                "PT",
                "1234567890d",
                "P99999999999999999D"
            })
    void whatIsNoDurationIsNone(String written) {
        assertThat(Spans.parse(written)).isEmpty();
    }

    @Test
    void nullIsAsGoodAsAbsent() {
        // Given
        var fields = new HashMap<String, Object>();
        fields.put("name", null);
        // Then
        assertThat(Form.read(fields, form -> form.text("name", 5) == null ? "absent" : "there")
                        .orRefuse())
                .isEqualTo("absent");
    }

    @Test
    void aReadingThatComesToNothingWithoutAMistakeIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> Form.read(Map.of(), form -> null));
    }

    @Test
    void aRefusedReadingTellsItsMistakesToTheEdge() {
        // Given
        var reading = Form.read(Map.of("limit", "x"), form -> form.whole("limit", 1, 2));
        // Then
        assertThatThrownBy(reading::orRefuse)
                .isInstanceOfSatisfying(
                        RefusedForm.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting(Mistake::pointer)
                                .containsExactly("/limit"));
    }

    @Test
    void wholeNumbersOfAnySizeAreComparedWithTheirBounds() {
        assertThat(Form.read(Map.of("n", BigInteger.ONE), form -> form.whole("n", 1, 2))
                        .orRefuse())
                .isEqualTo(1);
        assertThat(Form.read(Map.of("n", BigInteger.TWO.pow(70)), form -> form.whole("n", 1, 2)))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aLoneSurrogateIsNoText() {
        assertThat(Form.read(Map.of("n", "a\ud800"), form -> form.text("n", 5))).isInstanceOf(Reading.Refused.class);
        assertThat(Form.read(Map.of("n", "a\u2028b"), form -> form.text("n", 5)))
                .isInstanceOf(Reading.Refused.class);
        assertThat(Form.read(Map.of("n", "a\u2029b"), form -> form.text("n", 5)))
                .isInstanceOf(Reading.Refused.class);
        assertThat(Form.read(Map.of("n", "👍".repeat(5)), form -> form.text("n", 5)))
                .isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void valuesOfOtherKindsAreNamedByTheirKind() {
        assertThat(Quoted.of(Map.of("a", 1))).isEqualTo("an object");
        assertThat(Quoted.of(List.of(1))).isEqualTo("a list");
        assertThat(Quoted.of(5)).isEqualTo("5");
        assertThat(Quoted.of(null)).isEqualTo("nothing");
    }

    @Test
    void aValueOfSixtyCharactersIsShownWholeAndALongerOneCut() {
        assertThat(Quoted.of("a".repeat(60))).isEqualTo('"' + "a".repeat(60) + '"');
        assertThat(Quoted.of("a".repeat(61))).isEqualTo('"' + "a".repeat(60) + "…\"");
    }

    @Test
    void aPageIsFiftyItemsFromTheBeginningUnlessAsked() {
        // When
        var page = PageRequest.read(null, null).orRefuse();
        // Then
        assertThat(page).isEqualTo(new PageRequest("", 50));
        assertThat(page.isFirst()).isTrue();
        assertThat(page.ask()).isEqualTo(51);
        assertThat(page.afterNumber()).isZero();
    }

    @Test
    void aPageGoesOnOnlyIfThereIsMore() {
        // Given
        var page = PageRequest.read("7", "2").orRefuse();
        // Then
        assertThat(page.afterNumber()).isEqualTo(7);
        assertThat(page.isFirst()).isFalse();
        assertThat(page.next(2, () -> "b")).isNull();
        assertThat(page.next(3, () -> "b")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "x", "9999999999"})
    void limitsOutsideTheirBoundsAreRefused(String limit) {
        assertThat(PageRequest.read(null, limit)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void theLargestPageHasFiveHundredItems() {
        assertThat(PageRequest.read(null, "500").orRefuse().limit()).isEqualTo(500);
    }
}
