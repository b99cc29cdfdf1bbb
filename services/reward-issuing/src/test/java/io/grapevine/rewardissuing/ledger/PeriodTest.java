package io.grapevine.rewardissuing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void withoutBoundsItIsEverythingUntilNowNowIncluded() {
        assertThat(Period.of(null, null, NOW)).contains(new Period(Instant.EPOCH, NOW.plusMillis(1)));
    }

    @Test
    void boundsAreReadWithTheirOffsetAndFinerThanAMillisecondIsCut() {
        assertThat(Period.of("2026-03-01T10:00:00.0019+02:00", "2026-03-01T09:00:00Z", NOW))
                .contains(new Period(Instant.parse("2026-03-01T08:00:00.001Z"), Instant.parse("2026-03-01T09:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00,",
        "yesterday,",
        ",tomorrow",
        "2026-03-01T10:00:00Z,2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.0001Z,2026-03-01T10:00:00.0009Z",
        "2026-03-01T10:00:01Z,2026-03-01T10:00:00Z"
    })
    void whatIsNoPeriodIsNone(String from, String to) {
        assertThat(Period.of(from, to, NOW)).isEmpty();
    }

    @Test
    void aPeriodHasALength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Period(NOW, NOW))
                .withMessageContaining("to must be after from");
    }
}
