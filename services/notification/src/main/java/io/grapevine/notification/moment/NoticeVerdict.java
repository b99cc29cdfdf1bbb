package io.grapevine.notification.moment;

import io.grapevine.notification.preference.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a notice after an attempt: its status, why, and when it is tried again.
 *
 * @param error a word for operators; empty if it was sent
 * @param delay until the next attempt; zero if this was the last
 */
public record NoticeVerdict(NoticeStatus status, String error, Duration delay) {

    /** Steps sum up to 32 h: longer than a night without the other side, shorter than news are worth telling. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(16));

    /** Of what another side may ask for: later it is no news. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** An address that has not come down the log by then will not come: 2 min 35 s. */
    private static final int LOOKS_FOR_AN_ADDRESS = 3;

    private static final double LARGEST_DEVIATION = 0.1;

    /**
     * Judges an attempt. Only what surely was not taken is tried again.
     *
     * @param failedBefore failures of this notice before this attempt
     * @param jitter in [0, 1): 0.5 waits as long as the schedule says, 0 waits 10 % less
     */
    public static NoticeVerdict of(CarrierAnswer answer, int failedBefore, double jitter) {
        return switch (answer) {
            case CarrierAnswer.Taken taken -> end(NoticeStatus.SENT, "");
            case CarrierAnswer.Refused refused when refused.forGood() -> end(NoticeStatus.FAILED, refused.error());
            case CarrierAnswer.Refused refused -> again(refused.error(), failedBefore, jitter);
            case CarrierAnswer.Later later ->
                again(later.error(), failedBefore, jitter).notBefore(later.atLeast());
            case CarrierAnswer.Unreachable unreachable -> again("unreachable", failedBefore, jitter);
            case CarrierAnswer.BrokeOff brokeOff -> end(NoticeStatus.UNKNOWN, "broken_off");
            case CarrierAnswer.NoAddress none
            when none.maybeLater() && failedBefore < LOOKS_FOR_AN_ADDRESS -> again("no_address", failedBefore, jitter);
            case CarrierAnswer.NoAddress none -> end(NoticeStatus.NO_ADDRESS, "no_address");
        };
    }

    /** What becomes of a notice that must not go out now. */
    public static NoticeVerdict of(Ruling.Wait wait, Instant now) {
        return new NoticeVerdict(NoticeStatus.PENDING, "", Duration.between(now, wait.until()));
    }

    public static NoticeVerdict of(Ruling.Drop drop) {
        return end(NoticeStatus.DROPPED, drop.reason().wireName());
    }

    public static NoticeVerdict gathered() {
        return end(NoticeStatus.GATHERED, "");
    }

    /** Whether it counts against the schedule of attempts. */
    public boolean isFailure() {
        return status == NoticeStatus.PENDING && !error.isEmpty();
    }

    public boolean isEnd() {
        return status != NoticeStatus.PENDING;
    }

    /** What the other side asks for counts, within reason. */
    private NoticeVerdict notBefore(Duration wait) {
        if (isEnd() || wait.compareTo(delay) <= 0) return this;
        return new NoticeVerdict(status, error, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    private static NoticeVerdict end(NoticeStatus status, String error) {
        return new NoticeVerdict(status, error, Duration.ZERO);
    }

    private static NoticeVerdict again(String error, int failedBefore, double jitter) {
        if (failedBefore >= WAITS.size()) return end(NoticeStatus.FAILED, error);
        var wait = WAITS.get(failedBefore);
        var deviationMillis = Math.round(wait.toMillis() * LARGEST_DEVIATION * (2 * jitter - 1));
        return new NoticeVerdict(NoticeStatus.PENDING, error, wait.plusMillis(deviationMillis));
    }
}
