package io.grapevine.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void scheduleStandsBeforeTheFirstRequestWhateverHappens() {
        var pace = new Pace.Scheduled(1_000, Duration.ofSeconds(2));
        assertThat(pace.requests()).isEqualTo(2_000);
        assertThat(pace.intendedAt(0, 77)).isZero();
        assertThat(pace.intendedAt(1, 77)).isEqualTo(MILLI);
        assertThat(pace.intendedAt(1_999, 9_999 * MILLI)).isEqualTo(1_999 * MILLI);
    }

    @Test
    void requestOfAScheduleIsDueFromItsMomentOn() {
        var pace = new Pace.Scheduled(1_000, Duration.ofSeconds(2));
        assertThat(pace.isDue(5, 5 * MILLI - 1)).isFalse();
        assertThat(pace.isDue(5, 5 * MILLI)).isTrue();
        assertThat(pace.isDue(5, 900 * MILLI)).isTrue();
    }

    @Test
    void scheduleIsOverAfterItsLastRequestAndNotAfterItsTime() {
        var pace = new Pace.Scheduled(1_000, Duration.ofSeconds(2));
        assertThat(pace.isOver(1_999, 5_000 * MILLI)).isFalse();
        assertThat(pace.isOver(2_000, 0)).isTrue();
        assertThat(pace.isDue(2_000, 5_000 * MILLI)).isFalse();
        assertThat(pace.counts(5_000 * MILLI)).isTrue();
        assertThat(pace.length(2_500 * MILLI)).isEqualTo(2_500 * MILLI);
    }

    @Test
    void closedLoopSendsAndCountsUntilItsTimeIsOver() {
        var pace = new Pace.Closed(Duration.ofMillis(10));
        assertThat(pace.isDue(1_000_000, 10 * MILLI - 1)).isTrue();
        assertThat(pace.isOver(0, 10 * MILLI - 1)).isFalse();
        assertThat(pace.counts(10 * MILLI - 1)).isTrue();
        assertThat(pace.isDue(0, 10 * MILLI)).isFalse();
        assertThat(pace.isOver(0, 10 * MILLI)).isTrue();
        assertThat(pace.counts(10 * MILLI)).isFalse();
        assertThat(pace.length(13 * MILLI)).isEqualTo(10 * MILLI);
        assertThat(pace.intendedAt(3, 7)).isEqualTo(7);
    }

    @Test
    void countedLoopTakesAsLongAsItTakes() {
        var pace = new Pace.Counted(3);
        assertThat(pace.isDue(2, 1_000_000 * MILLI)).isTrue();
        assertThat(pace.isOver(2, 1_000_000 * MILLI)).isFalse();
        assertThat(pace.isDue(3, 0)).isFalse();
        assertThat(pace.isOver(3, 0)).isTrue();
        assertThat(pace.intendedAt(1, 7)).isEqualTo(7);
    }

    @Test
    void loadOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Closed(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Counted(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Scheduled(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Scheduled(1, Duration.ZERO));
    }
}
