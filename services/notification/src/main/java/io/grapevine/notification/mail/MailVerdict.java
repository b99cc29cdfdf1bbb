package io.grapevine.notification.mail;

import java.time.Duration;
import java.util.List;

/**
 * What becomes of a mail after an attempt: its status, why, and when it is tried again.
 *
 * @param error a word for operators; empty if it was sent
 * @param delay until the next attempt; zero if this was the last
 */
public record MailVerdict(MailStatus status, String error, Duration delay) {

    /** Steps sum up to 32 h: longer than a night without the mail server, shorter than news are worth telling. */
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

    /** An address that has not come down the log by then will not come: 2 min 35 s. */
    private static final int LOOKS_FOR_AN_ADDRESS = 3;

    private static final int FIRST_PERMANENT_CODE = 500;
    private static final double LARGEST_DEVIATION = 0.1;

    /**
     * Judges an attempt. Only what surely was not taken is tried again.
     *
     * @param failedBefore failures of this mail before this attempt
     * @param jitter in [0, 1): 0.5 waits as long as the schedule says, 0 waits 10 % less
     */
    public static MailVerdict of(MailAnswer answer, int failedBefore, double jitter) {
        return switch (answer) {
            case MailAnswer.Taken taken -> end(MailStatus.SENT, "");
            case MailAnswer.Refused refused
            when refused.code() >= FIRST_PERMANENT_CODE -> end(MailStatus.FAILED, "smtp_" + refused.code());
            case MailAnswer.Refused refused -> again("smtp_" + refused.code(), failedBefore, jitter);
            case MailAnswer.Unreachable unreachable -> again("unreachable", failedBefore, jitter);
            case MailAnswer.BrokeOff brokeOff -> end(MailStatus.UNKNOWN, "broken_off");
            case MailAnswer.NoAddress none
            when none.maybeLater() && failedBefore < LOOKS_FOR_AN_ADDRESS -> again("no_address", failedBefore, jitter);
            case MailAnswer.NoAddress none -> end(MailStatus.NO_ADDRESS, "no_address");
        };
    }

    public boolean isEnd() {
        return status != MailStatus.PENDING;
    }

    private static MailVerdict end(MailStatus status, String error) {
        return new MailVerdict(status, error, Duration.ZERO);
    }

    private static MailVerdict again(String error, int failedBefore, double jitter) {
        if (failedBefore >= WAITS.size()) return end(MailStatus.FAILED, error);
        var wait = WAITS.get(failedBefore);
        var deviationMillis = Math.round(wait.toMillis() * LARGEST_DEVIATION * (2 * jitter - 1));
        return new MailVerdict(MailStatus.PENDING, error, wait.plusMillis(deviationMillis));
    }
}
