package io.grapevine.insights.viralloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.insights.graph.LoopWalk.Cohort;
import io.grapevine.insights.viralloop.ViralLoop.Span;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoopFiguresTest {

    private static final double DAY = 86_400;

    @Test
    void anIntervalIsAsWideAsPeopleDiffer() {
        // Given four people who brought 0, 0, 1 and 3: mean 1, variance 2
        var k = KEstimate.of(4, 4, 10);
        // Then
        assertThat(k.k()).isEqualTo(1.0);
        assertThat(k.high()).isCloseTo(1 + 1.959963984540054 * Math.sqrt(0.5), within(1e-12));
        assertThat(k.low()).isZero();
        assertThat(k.amplification()).isNull();
        assertThat(KEstimate.of(4, 2, 4).amplification()).isEqualTo(2.0);
    }

    @Test
    void withoutPeopleThereIsNoKAndOneSaysNothingOfASpread() {
        assertThat(KEstimate.of(0, 0, 0)).isEqualTo(new KEstimate(0, 0, null, null, null));
        assertThat(KEstimate.of(0, 0, 0).amplification()).isNull();
        assertThat(KEstimate.of(1, 3, 9)).isEqualTo(new KEstimate(1, 3, 3.0, null, null));
        assertThatThrownBy(() -> KEstimate.of(-1, 0, 0)).hasMessageContaining("people");
    }

    @Test
    void percentilesAreNearestRanks() {
        // When
        var cycles = CycleTimes.of(new long[] {1_000, 2_000, 3_000, 4_000, 10_000});
        // Then
        assertThat(cycles).isEqualTo(new CycleTimes(5, 4.0, 1.0, 2.0, 3.0, 4.0, 10.0));
        assertThat(CycleTimes.of(new long[0]).median()).isNull();
    }

    @Test
    void onlyThePeopleOfTheLatestCycleBringMore() {
        // Given 100 customers, 10 of them active, K = 1 exactly known, a cycle of 10 days
        var forecast = Forecast.of(100, 10, new KEstimate(50, 50, 1.0, 0.5, 2.0), 10 * DAY);
        // Then: after 30 days three more generations of 10
        var month = forecast.points().get(1);
        assertThat(month.days()).isEqualTo(30);
        assertThat(month.customers()).isCloseTo(130, within(1e-9));
        assertThat(month.low()).isCloseTo(90 + 10 * 1.875, within(1e-9));
        assertThat(month.high()).isCloseTo(90 + 10 * 15, within(1e-9));
    }

    @Test
    void whatPassesAllBoundsIsNotSaid() {
        // When: a cycle of a second, a year long
        var year = Forecast.of(1, 1, new KEstimate(5, 10, 2.0, null, null), 1.0)
                .points()
                .getLast();
        // Then
        assertThat(year.customers()).isNull();
        assertThat(year.low()).isNull();
        assertThat(Forecast.of(5, 0, KEstimate.of(5, 2, 2), null).points()).isEmpty();
        assertThat(Forecast.of(5, 0, KEstimate.of(5, 2, 2), 0.0).points()).isEmpty();
        assertThat(Forecast.of(0, 0, KEstimate.of(0, 0, 0), 1.0).points()).isEmpty();
    }

    @Test
    void extinctionIsThatOfTheFriendsPeopleBring() {
        // Given the distribution 0.2, 0.5, 0.3 of the golden case
        var extinction = Extinction.of(new TreeMap<>(Map.of(0, 2, 1, 5, 2, 3)));
        // Then
        assertThat(extinction.probability()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(extinction.byGeneration()).hasSize(10);
        assertThat(extinction.byGeneration().get(1)).isCloseTo(0.312, within(1e-12));
        assertThat(Extinction.of(new TreeMap<>()).probability()).isNull();
    }

    @Test
    void whoBringsMoreThanAThousandEndsNothing() {
        // Given half bring nobody, half 5,000
        var extinction = Extinction.of(new TreeMap<>(Map.of(0, 1, 5_000, 1)));
        // Then
        assertThat(extinction.probability()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aPeriodMustNotBeEmpty() {
        assertThatThrownBy(() -> new Span(Instant.EPOCH, Instant.EPOCH, Cohort.DAY))
                .hasMessageContaining("before to");
    }
}
