package io.grapevine.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.notification.moment.CarrierAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushVerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    @Test
    void whatAPushServiceTookIsTaken() {
        assertThat(of(new Answered(201, null))).isEqualTo(new PushVerdict(new CarrierAnswer.Taken(), false));
    }

    @Test
    void aSubscriptionThatIsOverIsForgotten() {
        for (var status : List.of(404, 410))
            assertThat(of(new Answered(status, null)))
                    .isEqualTo(new PushVerdict(new CarrierAnswer.NoAddress(false), true));
    }

    @Test
    void aBusyPushServiceSaysHowLong() {
        assertThat(of(new Answered(429, "120")).answer())
                .isEqualTo(new CarrierAnswer.Later("push_429", Duration.ofMinutes(2)));
        assertThat(of(new Answered(503, null)).answer()).isEqualTo(new CarrierAnswer.Later("push_503", Duration.ZERO));
        assertThat(of(new Answered(500, "soon")).answer())
                .isEqualTo(new CarrierAnswer.Later("push_500", Duration.ZERO));
    }

    @Test
    void whatItWillNeverTakeIsNotTriedAgain() {
        for (var status : List.of(301, 400, 401, 403, 413))
            assertThat(of(new Answered(status, null)))
                    .isEqualTo(new PushVerdict(new CarrierAnswer.Refused("push_" + status, true), false));
        assertThat(of(new Unanswered(Failure.ADDRESS_REFUSED)).answer())
                .isEqualTo(new CarrierAnswer.Refused("address_refused", true));
    }

    @Test
    void onlyWhatSurelyWasNotTakenIsTriedAgain() {
        for (var failure : List.of(Failure.UNKNOWN_HOST, Failure.CONNECTION_FAILED, Failure.TLS_FAILED))
            assertThat(of(new Unanswered(failure)).answer()).isEqualTo(new CarrierAnswer.Unreachable());
        for (var failure : List.of(Failure.TIMEOUT, Failure.CONNECTION_CLOSED, Failure.INTERNAL))
            assertThat(of(new Unanswered(failure)).answer()).isEqualTo(new CarrierAnswer.BrokeOff());
    }

    @Test
    void oneBrowserThatHasItIsEnough() {
        var taken = of(new Answered(201, null));
        var gone = of(new Answered(410, null));
        var busy = of(new Answered(429, null));
        var hung = of(new Unanswered(Failure.TIMEOUT));
        var away = of(new Unanswered(Failure.CONNECTION_FAILED));
        var refused = of(new Answered(413, null));
        assertThat(PushVerdict.together(List.of(gone, hung, busy, taken))).isEqualTo(taken.answer());
        assertThat(PushVerdict.together(List.of(gone, busy, hung))).isEqualTo(hung.answer());
        assertThat(PushVerdict.together(List.of(refused, away, busy))).isEqualTo(busy.answer());
        assertThat(PushVerdict.together(List.of(refused, away, gone))).isEqualTo(away.answer());
        assertThat(PushVerdict.together(List.of(gone, refused))).isEqualTo(refused.answer());
        assertThat(PushVerdict.together(List.of(gone))).isEqualTo(gone.answer());
        assertThat(PushVerdict.together(List.of())).isEqualTo(new CarrierAnswer.NoAddress(false));
    }

    private static PushVerdict of(Answer answer) {
        return PushVerdict.of(answer, NOW);
    }
}
