package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final double AS_SCHEDULED = 0.5;

    @Test
    void tenAttemptsTakeSeventyFiveHoursAndThirtyFiveMinutes() {
        var waits = IntStream.rangeClosed(1, 100)
                .mapToObj(failed -> RetrySchedule.STANDARD.waitAfter(failed, AS_SCHEDULED))
                .flatMap(Optional::stream)
                .toList();

        assertThat(waits).hasSize(9);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35));
    }

    @Test
    void secondAttemptComesAfterFiveSecondsAndTheThirdFiveMinutesAfterTheFirst() {
        assertThat(RetrySchedule.STANDARD.waitAfter(1, AS_SCHEDULED)).contains(Duration.ofSeconds(5));
        assertThat(RetrySchedule.STANDARD.waitAfter(2, AS_SCHEDULED)).contains(Duration.ofSeconds(295));
        assertThat(RetrySchedule.STANDARD.waitAfter(9, AS_SCHEDULED)).contains(Duration.ofHours(24));
    }

    @Test
    void afterTheTenthFailureThereIsNothingToWaitFor() {
        assertThat(RetrySchedule.STANDARD.waitAfter(RetrySchedule.STANDARD.attempts(), AS_SCHEDULED))
                .isEmpty();
        assertThat(RetrySchedule.STANDARD.waitAfter(RetrySchedule.STANDARD.attempts() + 1, AS_SCHEDULED))
                .isEmpty();
    }

    @Test
    void jitterMovesAWaitByATenthEitherWay() {
        assertThat(RetrySchedule.STANDARD.waitAfter(1, 0)).contains(Duration.ofMillis(4500));
        assertThat(RetrySchedule.STANDARD.waitAfter(1, Math.nextDown(1.0))).contains(Duration.ofMillis(5500));
    }

    @Test
    void nonsenseIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.STANDARD.waitAfter(0, AS_SCHEDULED));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.STANDARD.waitAfter(1, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.STANDARD.waitAfter(1, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> RetrySchedule.STANDARD.waitAfter(1, Double.NaN));
    }

    @Test
    void operatorsScheduleHasOneMoreAttemptThanWaits() {
        assertThat(new RetrySchedule(java.util.List.of(Duration.ofSeconds(1))).attempts())
                .isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(java.util.List.of(Duration.ZERO)));
    }

    /** A delivery whose receiver never answers, attempt by attempt, in a simulated clock. */
    @Test
    void wholeScheduleOfThousandsOfDeliveriesEndsWithinATenthOfSeventyFiveHours() {
        var random = new SplittableRandom(11);
        var start = Instant.parse("2026-11-22T10:00:00Z");
        for (var delivery = 0; delivery < 10_000; delivery++) {
            var now = start;
            var failures = 0;
            Verdict verdict = Verdict.notTried(RetrySchedule.STANDARD, failures, random.nextDouble());
            while (verdict instanceof Verdict.TryAgain again) {
                now = now.plus(again.delay());
                failures++;
                verdict = Verdict.of(
                        RetrySchedule.STANDARD, new Unanswered(Failure.TIMEOUT), failures, now, random.nextDouble());
            }
            assertThat(failures).isEqualTo(9);
            assertThat(Duration.between(start, now)).isBetween(Duration.ofMinutes(4081), Duration.ofMinutes(4989));
        }
    }
}
