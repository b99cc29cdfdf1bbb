package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.mail.MailAnswer.BrokeOff;
import io.grapevine.notification.mail.MailAnswer.NoAddress;
import io.grapevine.notification.mail.MailAnswer.Refused;
import io.grapevine.notification.mail.MailAnswer.Taken;
import io.grapevine.notification.mail.MailAnswer.Unreachable;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailVerdictTest {

    private static final double AS_SCHEDULED = 0.5;

    @Test
    void takenIsTheEnd() {
        assertThat(MailVerdict.of(new Taken(), 3, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.SENT, "", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 550, 599})
    void a5xxIsTheEndAtOnce(int code) {
        assertThat(MailVerdict.of(new Refused(code), 0, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.FAILED, "smtp_" + code, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT30S", "2, PT2M", "9, PT16H"})
    void a4xxAndNoConnectionAreTriedAgainLaterAndLater(int failedBefore, Duration delay) {
        assertThat(MailVerdict.of(new Refused(499), failedBefore, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.PENDING, "smtp_499", delay));
        assertThat(MailVerdict.of(new Unreachable(), failedBefore, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.PENDING, "unreachable", delay));
    }

    @Test
    void theEleventhFailureIsTheLast() {
        assertThat(MailVerdict.of(new Unreachable(), 10, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.FAILED, "unreachable", Duration.ZERO));
    }

    @Test
    void retriesSpreadByATenth() {
        assertThat(MailVerdict.of(new Unreachable(), 0, 0).delay()).isEqualTo(Duration.ofMillis(4_500));
        assertThat(MailVerdict.of(new Unreachable(), 0, 0.999).delay()).isEqualTo(Duration.ofMillis(5_499));
    }

    @Test
    void brokenOffIsUnknownAndNeverTriedAgain() {
        assertThat(MailVerdict.of(new BrokeOff(), 0, AS_SCHEDULED))
                .isEqualTo(new MailVerdict(MailStatus.UNKNOWN, "broken_off", Duration.ZERO));
    }

    @Test
    void anAddressThatMayStillComeIsLookedForThreeTimesMore() {
        assertThat(MailVerdict.of(new NoAddress(true), 2, AS_SCHEDULED).status())
                .isEqualTo(MailStatus.PENDING);
        assertThat(MailVerdict.of(new NoAddress(true), 3, AS_SCHEDULED).status())
                .isEqualTo(MailStatus.NO_ADDRESS);
        assertThat(MailVerdict.of(new NoAddress(false), 0, AS_SCHEDULED).status())
                .isEqualTo(MailStatus.NO_ADDRESS);
    }

    @Test
    void onlyPendingIsNotTheEnd() {
        assertThat(MailVerdict.of(new Taken(), 0, AS_SCHEDULED).isEnd()).isTrue();
        assertThat(MailVerdict.of(new Unreachable(), 0, AS_SCHEDULED).isEnd()).isFalse();
    }

    @Test
    void everyStatusIsKeptByItsWord() {
        assertThat(Arrays.stream(MailStatus.values()).map(MailStatus::wireName))
                .containsExactly("pending", "sending", "sent", "unknown", "failed", "no_address", "outdated");
    }

    @Test
    void theLogHasOneSetOfWordsForEveryChannel() {
        assertThat(Arrays.stream(MailStatus.values()).flatMap(status -> status.outcome().stream()))
                .containsExactly("delivered", "unknown", "dead_letter");
    }
}
