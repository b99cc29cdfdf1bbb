package io.grapevine.testkit.clock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The service's clock in tests: runs with the machine's until it is moved, then keeps the distance. */
@Alternative
@Priority(1)
@ApplicationScoped
public class MutableClock implements InstantSource {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(offset.get());
    }

    /** Time passes: {@code instant()} moves ahead (or back, for a negative duration). */
    public void advance(Duration by) {
        offset.updateAndGet(current -> current.plus(by));
    }

    /** Back to the machine's time. */
    public void reset() {
        offset.set(Duration.ZERO);
    }
}
