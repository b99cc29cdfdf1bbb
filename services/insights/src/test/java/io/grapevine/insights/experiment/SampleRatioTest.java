package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioTest {

    @Test
    void unequalSharesAreHeldAgainstTheirOwnExpectation() {
        // When: of 1,000 by 9:1, 900 and 100 are expected
        var fits = check(List.of(900L, 100L), "90", "10");
        var off = check(List.of(870L, 130L), "0.9", "0.1");
        // Then
        assertThat(fits.chiSquare()).isZero();
        assertThat(off.chiSquare()).isCloseTo(1 + 9, within(1e-12));
        assertThat(fits.pValue()).isEqualTo(1);
    }

    @Test
    void withThreeArmsPIsTheExponential() {
        // When
        var check = check(List.of(100L, 110L, 90L), "1", "1", "1");
        // Then: 2 degrees of freedom, p = exp(-chi2/2)
        assertThat(check.degreesOfFreedom()).isEqualTo(2);
        assertThat(check.chiSquare()).isCloseTo(2, within(1e-12));
        assertThat(check.pValue()).isCloseTo(Math.exp(-1), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.25, false", "0.2500000000000001, true", "0.001, false"})
    void aMismatchIsAPBelowAlphaAndNotAtIt(BigDecimal alpha, boolean mismatch) {
        assertThat(new SampleRatio(1, 1, 0.25).mismatch(alpha)).isEqualTo(mismatch);
        assertThat(new SampleRatio(1, 1, 0.0009).mismatch(SampleRatio.ALPHA)).isTrue();
        assertThat(new SampleRatio(1, 1, 0.0011).mismatch(SampleRatio.ALPHA)).isFalse();
    }

    @Test
    void anEmptyArmCountsButNobodyAtAllDoesNot() {
        assertThat(SampleRatio.check(List.of(0L, 0L), List.of(BigDecimal.ONE, BigDecimal.ONE)))
                .isEmpty();
        assertThat(check(List.of(20L, 0L), "1", "1").chiSquare()).isEqualTo(20);
    }

    @Test
    void anyNumberOfPeopleAndAnySizeOfRatioIsCounted() {
        assertThat(check(List.of(Long.MAX_VALUE, Long.MAX_VALUE), "7", "7").chiSquare())
                .isZero();
        assertThat(check(List.of(5L, 5L), "1E+999999999", "1").pValue()).isZero();
    }

    @Test
    void armsAndRatiosGoTogether() {
        assertThatThrownBy(() -> check(List.of(5L), "1")).hasMessageContaining("two arms");
        assertThatThrownBy(() -> check(List.of(5L, 5L), "1")).hasMessageContaining("a part for each arm");
        assertThatThrownBy(() -> check(List.of(5L, -5L), "1", "1")).hasMessageContaining("negative, was -5");
        assertThatThrownBy(() -> check(List.of(5L, 5L), "1", "0")).hasMessageContaining("positive, was 0");
        var check = new SampleRatio(1, 1, 0.25);
        assertThatThrownBy(() -> check.mismatch(BigDecimal.ZERO)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> check.mismatch(BigDecimal.ONE)).hasMessageContaining("alpha");
    }

    private static SampleRatio check(List<Long> observed, String... ratio) {
        return SampleRatio.check(observed, Stream.of(ratio).map(BigDecimal::new).toList())
                .orElseThrow();
    }
}
