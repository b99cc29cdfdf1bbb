package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.PayoutFormsTest.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.rewardissuing.payout.ScheduleForm.Every;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleFormTest {

    @ParameterizedTest
    @CsvSource({
        "DAY,2026-01-31T06:00:00Z,2026-01-31T05:59:59.999Z,2026-01-31T06:00:00Z",
        "DAY,2026-01-31T06:00:00Z,2026-01-31T06:00:00Z,2026-02-01T06:00:00Z",
        "WEEK,2026-01-31T06:00:00Z,2026-02-20T00:00:00Z,2026-02-21T06:00:00Z",
        "MONTH,2026-01-31T06:00:00Z,2026-01-31T06:00:00Z,2026-02-28T06:00:00Z",
        "MONTH,2026-01-31T06:00:00Z,2026-02-28T06:00:00Z,2026-03-31T06:00:00Z",
        "MONTH,2026-01-31T06:00:00Z,2026-12-31T06:00:00Z,2027-01-31T06:00:00Z"
    })
    void theNextTimeIsTheFirstAfterNow(Every every, Instant from, Instant now, Instant next) {
        assertThat(ScheduleForm.next(every, from, now)).isEqualTo(next);
    }

    @Test
    void aScheduleSaysWhenAndWhat() {
        // When
        var form = ScheduleForm.read(Map.of(
                        "every", "month",
                        "from", "2026-12-01T06:00:00Z",
                        "payout", Map.of("currency", "EUR", "programKey", "demo", "minimum", 1000)))
                .orRefuse();
        // Then
        assertThat(form.every().wireName()).isEqualTo("month");
        assertThat(PayoutForm.read(form.payout()).orRefuse())
                .isEqualTo(PayoutForm.read(Map.of("currency", "EUR", "programKey", "demo", "minimum", 1000))
                        .orRefuse());
    }

    @Test
    void whatCouldNotBeCreatedIsNotScheduled() {
        assertThat(pointers(ScheduleForm.read(Map.of()))).containsExactly("/every", "/from", "/payout");
        assertThat(pointers(ScheduleForm.read(
                        Map.of("every", "day", "from", "2026-12-01T06:00:00Z", "payout", Map.of("minimum", 0)))))
                .isEqualTo(List.of("/payout", "/payout"));
    }
}
