package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.story.Fault;
import java.time.Duration;

/** How soon the system must have recovered (I11). */
final class Promises {
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(10);
    static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(30);

    private Promises() {}

    /** Ten seconds after one service was killed, thirty after anything else. */
    static Duration recoveryOf(Fault fault) {
        return fault instanceof Fault.Kill ? AFTER_A_KILL : AFTER_AN_OUTAGE;
    }
}
