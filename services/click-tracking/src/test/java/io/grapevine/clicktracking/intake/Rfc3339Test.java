package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.intake.Rfc3339.Parsed;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z,2026-03-01T12:00:00Z",
        "2026-03-01t12:00:00z,2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.1Z,2026-03-01T12:00:00.100Z",
        "2026-03-01T12:00:00.123999999999Z,2026-03-01T12:00:00.123Z",
        "2026-03-01T12:00:00.123+05:30,2026-03-01T06:30:00.123Z",
        "2026-03-01T12:00:00-00:30,2026-03-01T12:30:00Z",
        "2024-02-29T23:59:59+00:00,2024-02-29T23:59:59Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z"
    })
    void timesAreReadToTheMillisecond(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(new Parsed.At(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00", "2026-03-01T12:00:00.123"})
    void theOffsetIsMandatory(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(new Parsed.NoOffset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-01 12:00:00Z",
                "2026-03-01T12:00Z",
                "2026-03-01T12:00:00.Z",
                "2026-03-01T12:00:00Zulu",
                "2026-03-01T12:00:00+0530",
                "2026-03-01T12:00:00+05",
                "2026-03-01T12:00:00+05:60",
                "2026-03-01T12:00:00+24:00",
                "2026-03-01T12:00:00+05:30:15",
                "2026-13-01T12:00:00Z",
                "2025-02-29T12:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T12:60:00Z",
                "2026-03-01T12:00:61Z",
                "+026-03-01T12:00:00Z",
                "0000-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00+00:01",
                "2026-03-01T12:00:00+a5:30",
                "2026-03-01T12:00:00+18:30",
                "2026-03-01T12:00:00+0a:30",
                "2026-03-01T12:00:00+05-30",
                "2026-03-01T12:00:00+05:a0",
                "2026-03-01T12:00:00+05:3a",
                "1772366400"
            })
    void everythingElseIsNoTime(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(new Parsed.NoTime());
    }
}
