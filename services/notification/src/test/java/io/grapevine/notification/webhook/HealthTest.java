package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.chassis.egress.Answer;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class HealthTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Health WELL = new Health(Circuit.closed(), Instant.EPOCH, false);

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404, 429})
    void receiverThatAnswersIsThereHoweverItTookTheMessage(int status) {
        var shaken = new Health(new Circuit(4, Instant.EPOCH), Instant.EPOCH, false);

        assertThat(after(shaken, status, null).circuit()).isEqualTo(Circuit.closed());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 599})
    void receiverThatFailsIsNot(int status) {
        assertThat(after(WELL, status, null).circuit().failuresInRow()).isEqualTo(1);
    }

    @Test
    void wishToBeLeftAloneIsKeptAndAShorterOneDoesNotShortenIt() {
        var paused = after(WELL, 429, "60");

        assertThat(paused.pausedUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(after(paused, 429, "5").pausedUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(after(paused, 200, null).pausedUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(paused.room(Window.smallest(), 0, NOW.plusSeconds(59))).isZero();
        assertThat(paused.room(Window.smallest(), 0, NOW.plusSeconds(60))).isEqualTo(Window.SMALLEST);
    }

    @Test
    void roomIsWhatTheWindowLeavesOneProbeOrNothing() {
        var open = new Health(new Circuit(Circuit.THRESHOLD, NOW.plusSeconds(10)), Instant.EPOCH, false);

        assertThat(WELL.room(new Window(16), 10, NOW)).isEqualTo(6);
        assertThat(WELL.room(Window.smallest(), 10, NOW)).isZero();
        assertThat(open.room(Window.smallest(), 0, NOW)).isZero();
        assertThat(open.room(Window.smallest(), 0, NOW.plusSeconds(10))).isEqualTo(1);
        assertThat(open.room(Window.smallest(), 1, NOW.plusSeconds(10))).isZero();
        assertThat(after(WELL, 410, null).room(Window.smallest(), 0, NOW)).isZero();
    }

    @Test
    void windowDoublesWhileAllIsWellAndFallsBackAtOnce() {
        var window = Window.smallest();
        for (var turn = 0; turn < 10; turn++) window = window.after(true);

        assertThat(window).isEqualTo(new Window(Window.LARGEST));
        assertThat(window.atOnce()).isEqualTo(32);
        assertThat(Window.smallest().atOnce()).isEqualTo(8);
        assertThat(window.after(false)).isEqualTo(Window.smallest());
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(257));
    }

    @Test
    void notTryingCountsAsAnAttempt() {
        assertThat(Verdict.notTried(RetrySchedule.STANDARD, 0, 0.5)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(Verdict.notTried(RetrySchedule.STANDARD, 9, 0.5))
                .isEqualTo(new Verdict.GivenUp("circuit_open", java.time.Duration.ZERO));
    }

    private static Health after(Health before, int status, String retryAfter) {
        var answer = new Answer.Answered(status, retryAfter);
        return before.after(answer, Verdict.of(RetrySchedule.STANDARD, answer, 0, NOW, 0.5), NOW);
    }
}
