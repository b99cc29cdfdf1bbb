package io.grapevine.insights.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aPeriodEndsAfterItBegins() {
        assertThatThrownBy(() -> new Period(MONDAY, MONDAY)).hasMessageContaining("before");
        assertThatThrownBy(() -> new Period(MONDAY, MONDAY.minusMillis(1))).hasMessageContaining("before");
        assertThat(new Period(MONDAY, MONDAY.plusMillis(1)).to()).isAfter(MONDAY);
    }

    @Test
    void timesNeedTheirOffset() {
        assertThat(Period.of("2026-06-01T02:00:00+02:00", null)).isEqualTo(new Period(MONDAY, null));
        assertThatThrownBy(() -> Period.of(null, "2026-06-01")).hasMessageContaining("to must be an RFC 3339 time");
    }

    @Test
    void fromTheFirstYearToTheLastIsAPeriodWithOneOfItsLengthBefore() {
        // When
        var ever = Period.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z");
        // Then
        assertThat(ever)
                .isEqualTo(new Period(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z")));
        assertThat(ever.wholeUnits(HOUR).wholeTo()).isEqualTo(Instant.parse("2200-01-01T00:00:00Z"));
        assertThat(Period.of("1900-01-01T00:00:00.001Z", "2199-12-31T23:59:59.999Z"))
                .isEqualTo(new Period(
                        Instant.parse("1900-01-01T00:00:00.001Z"), Instant.parse("2199-12-31T23:59:59.999Z")));
    }

    @Test
    void aYearOfFiveDigitsIsNoTime() {
        assertThatThrownBy(() -> Period.of("+999999998-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z"))
                .hasMessageContaining("from must be an RFC 3339 time");
    }

    @Test
    void wholeHoursLieBetweenTheEdges() {
        // When
        var cut = new Period(
                        MONDAY.plusMillis(1), MONDAY.plus(HOUR.multipliedBy(3)).minusMillis(1))
                .wholeUnits(HOUR);
        // Then
        assertThat(cut.wholeFrom()).isEqualTo(MONDAY.plus(HOUR));
        assertThat(cut.wholeTo()).isEqualTo(MONDAY.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void edgesOnTheHourHaveNothingBesideThem() {
        // When
        var cut = new Period(MONDAY, MONDAY.plus(HOUR)).wholeUnits(HOUR);
        // Then
        assertThat(cut.wholeFrom()).isEqualTo(MONDAY);
        assertThat(cut.wholeTo()).isEqualTo(MONDAY.plus(HOUR));
    }

    @Test
    void aPeriodWithoutAWholeHourIsAllEdge() {
        // Given
        var period = new Period(MONDAY.plusSeconds(1), MONDAY.plus(HOUR).plusSeconds(1));
        // Then
        assertThat(period.wholeUnits(HOUR)).isEqualTo(new Period.Cut(period, period.to(), period.to()));
        assertThat(period.wholeUnits(HOUR)).isEqualTo(period.inPieces());
    }

    @Test
    void anOpenEndIsOpenInTheMiddleToo() {
        assertThat(Period.ALWAYS.wholeUnits(HOUR)).isEqualTo(new Period.Cut(Period.ALWAYS, null, null));
        assertThat(new Period(MONDAY.minusMillis(1), null).wholeUnits(HOUR).wholeFrom())
                .isEqualTo(MONDAY);
        assertThat(new Period(null, MONDAY.minusMillis(1)).wholeUnits(HOUR).wholeTo())
                .isEqualTo(MONDAY.minus(HOUR));
    }

    @Test
    void bucketsAreNoMoreThanAnAnswerHolds() {
        // Given
        var most = new Period(MONDAY, MONDAY.plus(Duration.ofMinutes(Bucket.MOST)));
        var more =
                new Period(MONDAY, MONDAY.plus(Duration.ofMinutes(Bucket.MOST)).plusMillis(1));
        // Then
        assertThat(Bucket.MINUTE.divides(most)).isTrue();
        assertThat(Bucket.MINUTE.divides(more)).isFalse();
        assertThat(Bucket.MINUTE.divides(Period.ALWAYS)).isFalse();
        assertThat(Bucket.HOUR.divides(Period.ALWAYS)).isTrue();
        assertThat(Bucket.MINUTE.cut(most)).isEqualTo(most.inPieces());
        assertThat(Bucket.DAY.cut(most)).isEqualTo(most.wholeUnits(HOUR));
        assertThat(Bucket.named("week")).contains(Bucket.WEEK);
        assertThat(Bucket.named("moon")).isEmpty();
    }

    @Test
    void wordsOfTheApiAreThoseOfTheEnums() {
        assertThat(Dimension.named("country")).contains(Dimension.COUNTRY);
        assertThat(Dimension.named("moon")).isEmpty();
        assertThat(Dimension.GENERATION.wireName()).isEqualTo("generation");
        assertThat(Bucket.MONTH.wireName()).isEqualTo("month");
        assertThat(new Series("spring", "day", List.of()).points()).isEmpty();
    }
}
