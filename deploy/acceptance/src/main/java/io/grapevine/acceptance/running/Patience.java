package io.grapevine.acceptance.running;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How long something running is waited for.
 *
 * @param limit after which it is given up
 * @param lookEvery how long it is left alone between two looks
 */
public record Patience(Duration limit, Duration lookEvery) {

    /** @throws IllegalStateException naming {@code what}, if it is not there within the limit or the thread is interrupted */
    public void await(String what, BooleanSupplier there) {
        var giveUpAt = Instant.now().plus(limit);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(giveUpAt))
                throw new IllegalStateException(what + " did not come within " + limit);
            pause(lookEvery);
        }
    }

    /** @throws IllegalStateException if the thread is interrupted */
    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }
}
