package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.notification.webhook.Throttle.Permit;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void secondsWorthMayGoAtOnceAndTheNextHasToWaitForItsShare() {
        var throttle = new Throttle(10);

        var first = throttle.take(100, Instant.EPOCH, NOW);

        assertThat(first).isEqualTo(new Permit(10, NOW.plusSeconds(1)));
        assertThat(throttle.take(100, first.spentUntil(), NOW.plusMillis(99)).count())
                .isZero();
        assertThat(throttle.take(100, first.spentUntil(), NOW.plusMillis(100)).count())
                .isEqualTo(1);
        assertThat(throttle.take(100, first.spentUntil(), NOW.plusSeconds(3600)).count())
                .isEqualTo(10);
    }

    @Test
    void onlyWhatIsWantedIsSpent() {
        assertThat(new Throttle(10).take(3, Instant.EPOCH, NOW)).isEqualTo(new Permit(3, NOW.plusMillis(300)));
        assertThat(new Throttle(10).take(0, Instant.EPOCH, NOW).count()).isZero();
    }

    @Test
    void inTheLongRunNoMoreGoThanTheRateAllowsHoweverItIsAsked() {
        var random = new SplittableRandom(7);
        for (var rate : new int[] {1, 7, 50, 1000}) {
            var spent = Instant.EPOCH;
            var now = NOW;
            var total = 0L;
            while (now.isBefore(NOW.plusSeconds(100))) {
                var permit = new Throttle(rate).take(random.nextInt(40), spent, now);
                total += permit.count();
                spent = permit.spentUntil();
                now = now.plusMillis(random.nextInt(30));
            }
            assertThat(total).isBetween(99L * rate, 101L * rate);
        }
    }

    @Test
    void nonsenseIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(1001));
    }
}
