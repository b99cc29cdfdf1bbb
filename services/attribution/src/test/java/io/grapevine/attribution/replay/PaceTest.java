package io.grapevine.attribution.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How fast a replay goes, and what it says of that. */
class PaceTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void itRestsSoLongThatItsPagesTakeTheirPartOfTheTime() {
        var pace = new Pace(0.5, 0.2);
        assertThat(pace.rest(Duration.ofMillis(100), false)).isEqualTo(Duration.ofMillis(100));
        assertThat(pace.rest(Duration.ofMillis(100), true)).isEqualTo(Duration.ofMillis(400));
        assertThat(pace.rest(Duration.ZERO, true)).isEqualTo(Duration.ofMillis(5));
        assertThat(pace.rest(Duration.ofMinutes(1), true)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pace.USUAL.busy()).isLessThan(0.2);
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0.5, 1.1));
    }

    @Test
    void itSaysWhenItWillBeDone() {
        assertThat(Progress.of(0, 100, null, START, false)).isEqualTo(new Progress(0, 100, 0, null));
        assertThat(Progress.of(50, 100, START, START.plusSeconds(10), false))
                .isEqualTo(new Progress(50, 100, 5.0, START.plusSeconds(20)));
        assertThat(Progress.of(100, 100, START, START.plusSeconds(10), true).estimatedEnd())
                .isNull();
        assertThat(Progress.of(120, 100, START, START.plusSeconds(10), false))
                .isEqualTo(new Progress(120, 120, 12.0, null));
    }

    @Test
    void aRunAndItsApplicationGoThroughTheirPhases() {
        assertThat(Phase.SIGN_UPS.next().flatMap(Phase::next).flatMap(Phase::next))
                .contains(Phase.TELLING);
        assertThat(Phase.TELLING.next()).isEmpty();
        assertThat(Phase.APPLYING_SIGN_UPS.next()).contains(Phase.APPLYING_ORDERS);
        assertThat(Phase.APPLYING_ORDERS.next()).isEmpty();
        assertThat(Arrays.stream(Phase.values()).map(Phase::wireName).map(Phase::named))
                .containsExactly(Phase.values());
        assertThat(Arrays.stream(ReplayState.values())
                        .map(ReplayState::wireName)
                        .map(ReplayState::named))
                .containsExactly(ReplayState.values());
        assertThat(Arrays.stream(ReplayState.values()).filter(ReplayState::isAtWork))
                .containsExactly(ReplayState.QUEUED, ReplayState.RUNNING, ReplayState.APPLYING);
        assertThat(Arrays.stream(ReplayState.values()).filter(state -> !state.canBeCancelled()))
                .containsExactly(ReplayState.APPLYING, ReplayState.APPLIED, ReplayState.CANCELLED);
    }
}
