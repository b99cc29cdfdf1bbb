package io.grapevine.notification.webhook;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a delivery, and of its endpoint, after an attempt. */
public sealed interface Verdict {

    /** The receiver has it. */
    record Delivered() implements Verdict {}

    /** Not yet; {@code pause} also keeps the endpoint's other deliveries waiting that long, zero if it did not ask to slow down. */
    record TryAgain(String error, Duration delay, Duration pause) implements Verdict {}

    /** The last attempt failed: a dead letter, which the tenant can list and replay. */
    record GivenUp(String error, Duration pause) implements Verdict {}

    /** The receiver is gone for good (410): a dead letter, and the endpoint is switched off. */
    record EndpointGone(String error) implements Verdict {}

    /** The receiver's word for "never again". */
    int GONE = 410;

    /** How long an endpoint that asks to slow down without saying for how long is left alone. */
    Duration DEFAULT_PAUSE = Duration.ofSeconds(30);

    /** The longest {@code Retry-After} that is honoured: the longest step of the schedule, so that no receiver can park its deliveries for ever. */
    Duration LONGEST_PAUSE = Duration.ofHours(24);

    /**
     * Judges an attempt. Redirects are failures like any other: following one would connect to where nobody checked.
     *
     * @param failedBefore failures of this delivery before this attempt
     * @param jitter in [0, 1), see {@link RetrySchedule}
     */
    static Verdict of(RetrySchedule schedule, Answer answer, int failedBefore, Instant now, double jitter) {
        return switch (answer) {
            case Unanswered(var failure) -> failed(schedule, failure.wireName(), Duration.ZERO, failedBefore, jitter);
            case Answered answered when answered.isSuccess() -> new Delivered();
            case Answered answered when answered.status() == GONE -> new EndpointGone("endpoint_gone");
            case Answered answered ->
                failed(schedule, errorOf(answered.status()), pauseAskedBy(answered, now), failedBefore, jitter);
        };
    }

    /** What becomes of a delivery that was due and not posted, because another one had just shown that the receiver is down. */
    static Verdict notTried(RetrySchedule schedule, int failedBefore, double jitter) {
        return failed(schedule, "circuit_open", Duration.ZERO, failedBefore, jitter);
    }

    /** Whether the receiver is there, however it took this message. */
    static boolean isSignOfLife(Answer answer) {
        return switch (answer) {
            case Unanswered _ -> false;
            case Answered answered -> answered.status() < 500;
        };
    }

    private static Verdict failed(
            RetrySchedule schedule, String error, Duration pause, int failedBefore, double jitter) {
        Optional<Verdict> again = schedule.waitAfter(failedBefore + 1, jitter)
                .map(delay -> new TryAgain(error, longer(delay, pause), pause));
        return again.orElseGet(() -> new GivenUp(error, pause));
    }

    private static Duration pauseAskedBy(Answered answered, Instant now) {
        return switch (answered.status()) {
            case 429, 502, 504 -> pauseNamedBy(answered, now).orElse(DEFAULT_PAUSE);
            case 503 -> pauseNamedBy(answered, now).orElse(Duration.ZERO);
            default -> Duration.ZERO;
        };
    }

    private static Optional<Duration> pauseNamedBy(Answered answered, Instant now) {
        return Optional.ofNullable(answered.retryAfter())
                .flatMap(header -> RetryAfter.parse(header, now))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private static String errorOf(int status) {
        return status >= 300 && status < 400 ? "redirect_not_followed" : "status_" + status;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
