package io.grapevine.events.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @Test
    void aTimeNeedsItsOffset() {
        assertThat(Times.parse("2026-06-01T02:00:00.5+02:00")).contains(Instant.parse("2026-06-01T00:00:00.500Z"));
        assertThat(Times.parse("2026-06-01T02:00:00")).isEmpty();
        assertThat(Times.parse("2026-06-01")).isEmpty();
        assertThat(Times.parse("yesterday")).isEmpty();
    }

    @Test
    void theFirstAndTheLastYearAreTimes() {
        assertThat(Times.parse("0001-01-01T00:00:00Z")).isPresent();
        assertThat(Times.parse("9999-12-31T23:59:59.999999999Z")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z"
            })
    void noDatabaseHoldsAYearBeforeOrAfter(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
