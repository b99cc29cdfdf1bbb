package io.grapevine.rewardissuing.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeListTest {

    @Test
    void codesKeepTheirOrderAndComeOnce() {
        assertThat(codes(CodeList.ofJson(Map.of("codes", List.of("B", "A", "B")))))
                .containsExactly("B", "A");
        assertThat(codes(CodeList.ofCsv("code\r\nB\r\n\"A\"\r\n\r\nB\r\n"))).containsExactly("B", "A");
    }

    @Test
    void onlyTheFirstLineCanBeAHeading() {
        assertThat(codes(CodeList.ofCsv("A\ncode\n"))).containsExactly("A", "code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a\"b", "ü", "a\tb"})
    void aCodeThatNobodyCouldTypeIsRefusedAtItsPlace(String code) {
        assertThat(mistakes(CodeList.ofJson(Map.of("codes", List.of("OK", code)))))
                .extracting(Mistake::pointer)
                .containsExactly("/codes/1");
        assertThat(mistakes(CodeList.ofCsv("OK\n" + code)))
                .extracting(Mistake::pointer)
                .containsExactly("/1");
    }

    @Test
    void aCodeHasAtMostSixtyFourCharacters() {
        assertThat(codes(CodeList.ofCsv("x".repeat(64)))).hasSize(1);
        assertThat(mistakes(CodeList.ofCsv("x".repeat(65)))).hasSize(1);
    }

    @Test
    void nothingIsNoImport() {
        assertThat(mistakes(CodeList.ofJson(Map.of())))
                .extracting(Mistake::code)
                .containsExactly("required");
        assertThat(mistakes(CodeList.ofJson(Map.of("codes", List.of()))))
                .extracting(Mistake::pointer)
                .containsExactly("/codes");
        assertThat(mistakes(CodeList.ofCsv("code\n\n")))
                .extracting(Mistake::code)
                .containsExactly("required");
        assertThat(mistakes(CodeList.ofJson(Map.of("codes", List.of("A"), "pool", "p"))))
                .extracting(Mistake::code)
                .containsExactly("unsupported");
    }

    @Test
    void anImportHasAtMostTenThousandCodes() {
        assertThat(codes(CodeList.ofCsv(lines(10_000)))).hasSize(10_000);
        assertThat(mistakes(CodeList.ofCsv(lines(10_001)))).hasSize(1);
    }

    @Test
    void theFirstHundredWrongLinesAreTold() {
        assertThat(mistakes(CodeList.ofCsv("a b\n".repeat(500)))).hasSize(100);
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(number -> "C" + number).collect(Collectors.joining("\n"));
    }

    private static List<String> codes(Reading<CodeList> reading) {
        return reading.orRefuse().codes();
    }

    private static List<Mistake> mistakes(Reading<CodeList> reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused<CodeList>) reading).mistakes();
    }
}
