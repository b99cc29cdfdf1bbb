package io.grapevine.notification.webhook;

import io.grapevine.chassis.egress.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * How the receiver of an endpoint is, as far as its answers tell.
 *
 * @param pausedUntil it asked to be left alone until then; in the past if it never did
 * @param gone it said 410: never again
 */
public record Health(Circuit circuit, Instant pausedUntil, boolean gone) {

    /** After one more attempt. */
    public Health after(Answer answer, Verdict verdict, Instant now) {
        var next = Verdict.isSignOfLife(answer) ? circuit.afterSignOfLife() : circuit.afterFailure(now);
        var asked = now.plus(pauseIn(verdict));
        return new Health(
                next, asked.isAfter(pausedUntil) && asked.isAfter(now) ? asked : pausedUntil, gone || isGone(verdict));
    }

    /** How many of the deliveries that are due may be taken in hand. */
    public int room(Window window, int inHand, Instant now) {
        if (gone || pausedUntil.isAfter(now)) return 0;
        return switch (circuit.at(now)) {
            case CLOSED -> Math.max(0, window.size() - inHand);
            case OPEN -> 0;
            case PROBING -> inHand == 0 ? 1 : 0;
        };
    }

    private static Duration pauseIn(Verdict verdict) {
        return switch (verdict) {
            case Verdict.TryAgain again -> again.pause();
            case Verdict.GivenUp given -> given.pause();
            case Verdict.Delivered _, Verdict.EndpointGone _ -> Duration.ZERO;
        };
    }

    private static boolean isGone(Verdict verdict) {
        return verdict instanceof Verdict.EndpointGone;
    }
}
