package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.insights.experiment.Split.Variant;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private static final List<Variant> HALVES = List.of(new Variant("control", 1), new Variant("treatment", 1));

    @ParameterizedTest
    @CsvSource({
        // The first 64 bits of SHA-256(length, experiment, unit) as hundredths, reckoned by another program.
        "offer-test, ada, 87",
        "offer-test, bob, 8",
        "offer-test, cyd, 71",
        "offer-test, dan, 28",
        "offer-test, zoë, 43",
        "copy-test, ada, 60",
        "a, bc, 97",
        "ab, c, 24"
    })
    void whoSeesWhatStaysTheSameInEveryRelease(String experiment, String unit, int hundredth) {
        // Given
        var hundredths = IntStream.range(0, 100)
                .mapToObj(i -> new Variant(String.valueOf(i), 1))
                .toList();
        // When
        var seen = new Split(experiment, hundredths).variantFor(unit);
        // Then
        assertThat(seen.name()).isEqualTo(String.valueOf(hundredth));
    }

    @Test
    void theSharesAreThoseOfTheWeights() {
        // Given
        var variants =
                List.of(new Variant("holdout", 1), new Variant("closed", 0), new Variant("a", 4), new Variant("b", 5));
        var split = new Split("offer-test", variants);
        // When
        var seen = IntStream.range(0, 100_000)
                .mapToObj(i -> split.variantFor("visitor-" + i))
                .toList();
        // Then
        var counts = variants.stream()
                .filter(variant -> variant.weight() > 0)
                .map(variant -> seen.stream().filter(variant::equals).count())
                .toList();
        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(100_000);
        assertThat(SampleRatio.check(counts, decimals(1, 4, 5)).orElseThrow().mismatch(SampleRatio.ALPHA))
                .isFalse();
    }

    @Test
    void oneExperimentsArmsAreSpreadOverThoseOfAnother() {
        // Given
        var offer = new Split("offer-test", HALVES);
        var copy = new Split("copy-test", HALVES);
        // When
        var counts = new long[4];
        for (var i = 0; i < 40_000; i++) {
            var first = HALVES.indexOf(offer.variantFor("visitor-" + i));
            counts[2 * first + HALVES.indexOf(copy.variantFor("visitor-" + i))]++;
        }
        // Then
        var check =
                SampleRatio.check(IntStream.range(0, 4).mapToObj(i -> counts[i]).toList(), decimals(1, 1, 1, 1));
        assertThat(check.orElseThrow().mismatch(SampleRatio.ALPHA)).isFalse();
    }

    @Test
    void weightsMayFillALong() {
        var split = new Split("e", List.of(new Variant("a", Long.MAX_VALUE - 1), new Variant("b", 1)));
        assertThat(split.variantFor("ada").name()).isEqualTo("a");
    }

    @Test
    void aSplitHasNamesAndSomethingToSee() {
        assertThatThrownBy(() -> new Split(" ", HALVES)).hasMessageContaining("experiment");
        assertThatThrownBy(() -> new Split("e", List.of())).hasMessageContaining("a variant must have a weight");
        assertThatThrownBy(() -> new Split("e", List.of(new Variant("a", 0)))).hasMessageContaining("weight");
        assertThatThrownBy(() -> new Split("e", List.of(HALVES.getFirst(), HALVES.getFirst())))
                .hasMessageContaining("control twice");
        assertThatThrownBy(() -> new Split("e", List.of(new Variant("a", Long.MAX_VALUE), new Variant("b", 1))))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Variant("", 1)).hasMessageContaining("name");
        assertThatThrownBy(() -> new Variant("a", -1)).hasMessageContaining("weight");
    }

    private static List<BigDecimal> decimals(int... numbers) {
        return IntStream.of(numbers).mapToObj(BigDecimal::valueOf).toList();
    }
}
