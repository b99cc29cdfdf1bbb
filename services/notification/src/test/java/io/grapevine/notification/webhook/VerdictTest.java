package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.notification.webhook.Verdict.Delivered;
import io.grapevine.notification.webhook.Verdict.EndpointGone;
import io.grapevine.notification.webhook.Verdict.GivenUp;
import io.grapevine.notification.webhook.Verdict.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final double AS_SCHEDULED = 0.5;
    private static final int NINE_FAILURES = 9;
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccessIsDelivered(int status) {
        assertThat(after(status, null, 0)).isEqualTo(new Delivered());
        assertThat(after(status, "3600", NINE_FAILURES)).isEqualTo(new Delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "199,status_199",
        "300,redirect_not_followed",
        "301,redirect_not_followed",
        "307,redirect_not_followed",
        "399,redirect_not_followed",
        "400,status_400",
        "404,status_404",
        "409,status_409",
        "411,status_411",
        "500,status_500"
    })
    void anythingElseIsTriedAgainAndDelaysNobodyElse(int status, String error) {
        assertThat(after(status, null, 0)).isEqualTo(new TryAgain(error, FIVE_SECONDS, Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void noAnswerIsTriedAgain(Failure failure) {
        assertThat(Verdict.of(RetrySchedule.STANDARD, new Unanswered(failure), 0, NOW, AS_SCHEDULED))
                .isEqualTo(new TryAgain(failure.name().toLowerCase(Locale.ROOT), FIVE_SECONDS, Duration.ZERO));
    }

    @Test
    void tenthFailureIsADeadLetter() {
        assertThat(after(500, null, NINE_FAILURES - 1)).isInstanceOf(TryAgain.class);
        assertThat(after(500, null, NINE_FAILURES)).isEqualTo(new GivenUp("status_500", Duration.ZERO));
        assertThat(Verdict.of(
                        RetrySchedule.STANDARD, new Unanswered(Failure.TIMEOUT), NINE_FAILURES, NOW, AS_SCHEDULED))
                .isEqualTo(new GivenUp("timeout", Duration.ZERO));
    }

    @Test
    void goneSwitchesTheEndpointOffAtOnce() {
        assertThat(after(410, null, 0)).isEqualTo(new EndpointGone("endpoint_gone"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 504})
    void overloadedReceiverIsLeftAlone(int status) {
        assertThat(after(status, null, 0))
                .isEqualTo(new TryAgain("status_" + status, Verdict.DEFAULT_PAUSE, Verdict.DEFAULT_PAUSE));
    }

    @Test
    void pauseNeverShortensTheSchedule() {
        assertThat(after(429, "60", 2))
                .isEqualTo(new TryAgain("status_429", Duration.ofMinutes(30), Duration.ofSeconds(60)));
    }

    @Test
    void retryAfterIsHonouredInSecondsAndAsADate() {
        assertThat(after(429, "120", 0))
                .isEqualTo(new TryAgain("status_429", Duration.ofSeconds(120), Duration.ofSeconds(120)));
        assertThat(after(502, " 120 ", 0))
                .isEqualTo(new TryAgain("status_502", Duration.ofSeconds(120), Duration.ofSeconds(120)));
        assertThat(after(504, "Sun, 22 Nov 2026 10:02:00 GMT", 0))
                .isEqualTo(new TryAgain("status_504", Duration.ofSeconds(120), Duration.ofSeconds(120)));
    }

    @Test
    void retryAfterInThePastOrOfZeroDelaysNobody() {
        assertThat(after(429, "0", 0)).isEqualTo(new TryAgain("status_429", FIVE_SECONDS, Duration.ZERO));
        assertThat(after(429, "Sun, 22 Nov 2026 10:00:00 GMT", 0))
                .isEqualTo(new TryAgain("status_429", FIVE_SECONDS, Duration.ZERO));
        assertThat(after(429, "Sat, 21 Nov 2026 10:00:00 GMT", 0))
                .isEqualTo(new TryAgain("status_429", FIVE_SECONDS, Duration.ZERO));
    }

    @Test
    void retryAfterIsBoundedByADay() {
        assertThat(after(429, "86400", 0))
                .isEqualTo(new TryAgain("status_429", Duration.ofHours(24), Duration.ofHours(24)));
        assertThat(after(429, "86401", 0))
                .isEqualTo(new TryAgain("status_429", Duration.ofHours(24), Duration.ofHours(24)));
        assertThat(after(429, "9999999999", 0))
                .isEqualTo(new TryAgain("status_429", Duration.ofHours(24), Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "12a", "Sun, 99 Nov 2026 10:02:00 GMT"})
    void unreadableRetryAfterCountsAsNotSent(String header) {
        assertThat(after(429, header, 0))
                .isEqualTo(new TryAgain("status_429", Verdict.DEFAULT_PAUSE, Verdict.DEFAULT_PAUSE));
    }

    @Test
    void unavailableReceiverIsLeftAloneOnlyIfItSaysForHowLong() {
        assertThat(after(503, null, 0)).isEqualTo(new TryAgain("status_503", FIVE_SECONDS, Duration.ZERO));
        assertThat(after(503, "60", 0))
                .isEqualTo(new TryAgain("status_503", Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    @Test
    void retryAfterOfAnyOtherStatusIsIgnored() {
        assertThat(after(500, "60", 0)).isEqualTo(new TryAgain("status_500", FIVE_SECONDS, Duration.ZERO));
    }

    @Test
    void endpointStaysPausedWhenItsLastAttemptIsOver() {
        assertThat(after(429, "60", NINE_FAILURES)).isEqualTo(new GivenUp("status_429", Duration.ofSeconds(60)));
    }

    private static Verdict after(int status, String retryAfter, int failedBefore) {
        return Verdict.of(RetrySchedule.STANDARD, new Answered(status, retryAfter), failedBefore, NOW, AS_SCHEDULED);
    }
}
