package io.grapevine.notification.moment;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.moment.CarrierAnswer.BrokeOff;
import io.grapevine.notification.moment.CarrierAnswer.NoAddress;
import io.grapevine.notification.moment.CarrierAnswer.Refused;
import io.grapevine.notification.moment.CarrierAnswer.Taken;
import io.grapevine.notification.moment.CarrierAnswer.Unreachable;
import io.grapevine.notification.preference.Ruling;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeVerdictTest {

    private static final double AS_SCHEDULED = 0.5;

    @Test
    void takenIsTheEnd() {
        assertThat(NoticeVerdict.of(new Taken(), 3, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.SENT, "", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 550, 599})
    void aNoForGoodIsTheEndAtOnce(int code) {
        assertThat(NoticeVerdict.of(new Refused("smtp_" + code, true), 0, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.FAILED, "smtp_" + code, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT30S", "2, PT2M", "9, PT16H"})
    void aNoForNowAndNoConnectionAreTriedAgainLaterAndLater(int failedBefore, Duration delay) {
        assertThat(NoticeVerdict.of(new Refused("smtp_499", false), failedBefore, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.PENDING, "smtp_499", delay));
        assertThat(NoticeVerdict.of(new Unreachable(), failedBefore, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.PENDING, "unreachable", delay));
    }

    @Test
    void theEleventhFailureIsTheLast() {
        assertThat(NoticeVerdict.of(new Unreachable(), 10, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.FAILED, "unreachable", Duration.ZERO));
    }

    @Test
    void retriesSpreadByATenth() {
        assertThat(NoticeVerdict.of(new Unreachable(), 0, 0).delay()).isEqualTo(Duration.ofMillis(4_500));
        assertThat(NoticeVerdict.of(new Unreachable(), 0, 0.999).delay()).isEqualTo(Duration.ofMillis(5_499));
    }

    @Test
    void brokenOffIsUnknownAndNeverTriedAgain() {
        assertThat(NoticeVerdict.of(new BrokeOff(), 0, AS_SCHEDULED))
                .isEqualTo(new NoticeVerdict(NoticeStatus.UNKNOWN, "broken_off", Duration.ZERO));
    }

    @Test
    void anAddressThatMayStillComeIsLookedForThreeTimesMore() {
        assertThat(NoticeVerdict.of(new NoAddress(true), 2, AS_SCHEDULED).status())
                .isEqualTo(NoticeStatus.PENDING);
        assertThat(NoticeVerdict.of(new NoAddress(true), 3, AS_SCHEDULED).status())
                .isEqualTo(NoticeStatus.NO_ADDRESS);
        assertThat(NoticeVerdict.of(new NoAddress(false), 0, AS_SCHEDULED).status())
                .isEqualTo(NoticeStatus.NO_ADDRESS);
    }

    @Test
    void onlyPendingIsNotTheEnd() {
        assertThat(NoticeVerdict.of(new Taken(), 0, AS_SCHEDULED).isEnd()).isTrue();
        assertThat(NoticeVerdict.of(new Unreachable(), 0, AS_SCHEDULED).isEnd()).isFalse();
    }

    @Test
    void whatTheRulesSayIsNoFailure() {
        var now = java.time.Instant.parse("2026-06-01T12:00:00Z");
        var waits = NoticeVerdict.of(new Ruling.Wait(now.plusSeconds(60)), now);
        assertThat(waits).isEqualTo(new NoticeVerdict(NoticeStatus.PENDING, "", Duration.ofMinutes(1)));
        assertThat(waits.isFailure()).isFalse();
        assertThat(NoticeVerdict.of(new Unreachable(), 0, AS_SCHEDULED).isFailure())
                .isTrue();
        assertThat(NoticeVerdict.of(new Ruling.Drop(Ruling.Reason.CAPPED)))
                .isEqualTo(new NoticeVerdict(NoticeStatus.DROPPED, "capped", Duration.ZERO));
        assertThat(NoticeVerdict.gathered().status()).isEqualTo(NoticeStatus.GATHERED);
    }

    @Test
    void everyStatusIsKeptByItsWord() {
        assertThat(Arrays.stream(NoticeStatus.values()).map(NoticeStatus::wireName))
                .containsExactly(
                        "pending",
                        "sending",
                        "sent",
                        "unknown",
                        "failed",
                        "no_address",
                        "outdated",
                        "dropped",
                        "gathered");
    }

    @Test
    void theLogHasOneSetOfWordsForEveryChannel() {
        assertThat(Arrays.stream(NoticeStatus.values()).flatMap(status -> status.outcome().stream()))
                .containsExactly("delivered", "unknown", "dead_letter");
    }
}
