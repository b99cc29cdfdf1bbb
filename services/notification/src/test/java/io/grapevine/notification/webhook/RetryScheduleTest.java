package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final double AS_SCHEDULED = 0.5;

    @Test
    void tenAttemptsTakeSeventyFiveHoursAndThirtyFiveMinutes() {
        var waits = IntStream.rangeClosed(1, 100)
                .mapToObj(failed -> RetrySchedule.waitAfter(failed, AS_SCHEDULED))
                .flatMap(Optional::stream)
                .toList();

        assertThat(waits).hasSize(9);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35));
    }

    @Test
    void secondAttemptComesAfterFiveSecondsAndTheThirdFiveMinutesAfterTheFirst() {
        assertThat(RetrySchedule.waitAfter(1, AS_SCHEDULED)).contains(Duration.ofSeconds(5));
        assertThat(RetrySchedule.waitAfter(2, AS_SCHEDULED)).contains(Duration.ofSeconds(295));
        assertThat(RetrySchedule.waitAfter(9, AS_SCHEDULED)).contains(Duration.ofHours(24));
    }

    @Test
    void afterTheTenthFailureThereIsNothingToWaitFor() {
        assertThat(RetrySchedule.waitAfter(RetrySchedule.ATTEMPTS, AS_SCHEDULED))
                .isEmpty();
        assertThat(RetrySchedule.waitAfter(RetrySchedule.ATTEMPTS + 1, AS_SCHEDULED))
                .isEmpty();
    }

    @Test
    void jitterMovesAWaitByATenthEitherWay() {
        assertThat(RetrySchedule.waitAfter(1, 0)).contains(Duration.ofMillis(4500));
        assertThat(RetrySchedule.waitAfter(1, Math.nextDown(1.0))).contains(Duration.ofMillis(5500));
    }

    @Test
    void nonsenseIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.waitAfter(0, AS_SCHEDULED));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.waitAfter(1, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.waitAfter(1, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.waitAfter(1, Double.NaN));
    }
}
