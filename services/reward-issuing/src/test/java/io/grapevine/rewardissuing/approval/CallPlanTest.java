package io.grapevine.rewardissuing.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.rewardissuing.approval.CallAnswer.No;
import io.grapevine.rewardissuing.approval.CallAnswer.Nothing;
import io.grapevine.rewardissuing.approval.CallAnswer.Yes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPlanTest {

    private static final double EXACTLY = 0.5;
    private static final Instant FIRST = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant END = FIRST.plus(Duration.ofHours(72));

    @Test
    void silenceCountsFromTheEndOfThePatienceOn() {
        assertThat(CallPlan.isOver(FIRST, END.minusMillis(1))).isFalse();
        assertThat(CallPlan.isOver(FIRST, END)).isTrue();
        assertThat(CallPlan.isOver(FIRST, END.plusMillis(1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT30S",
        "3, PT2M",
        "4, PT10M",
        "5, PT30M",
        "6, PT1H",
        "7, PT2H",
        "8, PT4H",
        "9, PT8H",
        "10, PT8H",
        "1000, PT8H"
    })
    void callsGrowRarer(int failures, Duration wait) {
        assertThat(CallPlan.next(FIRST, failures, FIRST, EXACTLY)).isEqualTo(FIRST.plus(wait));
    }

    @Test
    void callsThatFailedTogetherAreSpread() {
        assertThat(CallPlan.next(FIRST, 4, FIRST, 0)).isEqualTo(FIRST.plus(Duration.ofMinutes(9)));
        assertThat(CallPlan.next(FIRST, 4, FIRST, 0.999))
                .isBefore(FIRST.plus(Duration.ofMinutes(11)))
                .isAfter(FIRST.plus(Duration.ofMinutes(10)));
    }

    @Test
    void nobodyWaitsBeyondTheEnd() {
        assertThat(CallPlan.next(FIRST, 9, END.minus(Duration.ofHours(1)), EXACTLY))
                .isEqualTo(END);
        assertThat(CallPlan.next(FIRST, 1, END.minusSeconds(6), EXACTLY)).isEqualTo(END.minusSeconds(1));
        assertThat(CallPlan.next(FIRST, 1, END.minusSeconds(5), EXACTLY)).isEqualTo(END);
    }

    @Test
    void whatCannotBeIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> CallPlan.next(FIRST, 0, FIRST, EXACTLY));
        assertThatIllegalArgumentException().isThrownBy(() -> CallPlan.next(FIRST, 1, FIRST, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> CallPlan.next(FIRST, 1, FIRST, -0.1));
    }

    @Test
    void twoAnswersDecide() {
        assertThat(CallAnswer.of(new Answered(200, null))).isEqualTo(new Yes());
        assertThat(CallAnswer.of(new Answered(400, null))).isEqualTo(new No());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 302, 401, 403, 404, 410, 429, 500, 503})
    void everyOtherAnswerIsNone(int status) {
        assertThat(CallAnswer.of(new Answered(status, null))).isEqualTo(new Nothing("status_" + status));
    }

    @Test
    void aSystemThatCannotBeReachedSaysNothing() {
        assertThat(CallAnswer.of(new Unanswered(Failure.TIMEOUT))).isEqualTo(new Nothing("timeout"));
    }
}
