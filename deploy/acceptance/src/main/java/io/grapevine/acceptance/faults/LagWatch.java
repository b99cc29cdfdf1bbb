package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.Footprints;
import io.grapevine.acceptance.faults.evidence.Stores;
import java.time.Duration;
import java.time.Instant;

/** Waits until there is nothing under way: the journal shipped, the outboxes empty, every group at the end of its topics. */
final class LagWatch {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** What leaves one place may not have arrived at the next: nothing anywhere must be seen twice running. */
    private static final int LOOKS_IN_A_ROW = 2;

    private final Broker broker;
    private final Stores stores;
    private final Footprints footprints;
    private final Duration patience;

    /** @param patience beyond any promise, so that what is late is told from what never comes */
    LagWatch(Broker broker, Stores stores, Footprints footprints, Duration patience) {
        this.broker = broker;
        this.stores = stores;
        this.footprints = footprints;
        this.patience = patience;
    }

    /** Whether it came to that. */
    boolean awaitNone() {
        var giveUpAt = Instant.now().plus(patience);
        var still = 0;
        while (Instant.now().isBefore(giveUpAt)) {
            still = isStill() ? still + 1 : 0;
            if (still == LOOKS_IN_A_ROW) return true;
            pause();
        }
        return false;
    }

    private boolean isStill() {
        try {
            return footprints.unshippedBytes() == 0
                    && stores.outboxRows().values().stream().allMatch(rows -> rows == 0)
                    && broker.lags().values().stream().allMatch(lag -> lag == 0);
        } catch (Broker.NoAnswer | Stores.NoAnswer | Footprints.NoAnswer notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for consumers", interrupted);
        }
    }
}
