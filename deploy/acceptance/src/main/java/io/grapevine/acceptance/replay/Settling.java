package io.grapevine.acceptance.replay;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Waits until the system has nothing left to do: every acknowledged event is counted, every sign-up and order decided, and what
 * the system says no longer changes.
 */
public final class Settling {
    private static final Duration POLL_EVERY = Duration.ofMillis(500);

    private final Api api;
    private final String programKey;
    private final Duration quietFor;
    private final Duration patience;
    private final Progress progress;

    /**
     * @param quietFor how long nothing may have changed
     * @param patience how long nothing may move before we give up
     */
    public Settling(Api api, String programKey, Duration quietFor, Duration patience, Progress progress) {
        this.api = api;
        this.programKey = programKey;
        this.quietFor = quietFor;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * The end of the wait.
     *
     * @param complete whether everything acknowledged was found again
     * @param at when the findings were first as they stayed
     */
    public record Settled(Findings findings, boolean complete, Instant at, String remark) {}

    /** What must be there in the end. */
    public record Expected(int events, int signUps, int orders) {
        /** From the facts acknowledged, each once. */
        public static Expected of(Collection<? extends Fact> acknowledged) {
            var distinct =
                    acknowledged.stream().collect(Collectors.toMap(Fact::eventId, fact -> fact, (first, _) -> first));
            var signUps = distinct.values().stream().filter(Fact.SignUp.class::isInstance);
            var orders = distinct.values().stream()
                    .filter(Fact.Purchase.class::isInstance)
                    .map(fact -> ((Fact.Purchase) fact).order())
                    .distinct();
            return new Expected(distinct.size(), (int) signUps.count(), (int) orders.count());
        }

        private boolean isMetBy(Findings findings) {
            return findings.signUps() == signUps && findings.orders() == orders;
        }
    }

    public Settled await(Expected expected) {
        awaitCounted(expected.events());
        var found = Findings.read(api, programKey);
        var foundAt = Instant.now();
        while (true) {
            var quiet = Duration.between(foundAt, Instant.now());
            if (expected.isMetBy(found) && quiet.compareTo(quietFor) >= 0) {
                return new Settled(found, true, foundAt, "settled");
            }
            if (quiet.compareTo(patience) >= 0) return new Settled(found, false, foundAt, stuck(expected, found));
            progress.show(
                    "decided %,d of %,d sign-ups, %,d of %,d orders",
                    found.signUps(), expected.signUps(), found.orders(), expected.orders());
            pause();
            var askedAt = Instant.now();
            var now = Findings.read(api, programKey);
            if (!now.equals(found)) {
                found = now;
                foundAt = askedAt;
            }
        }
    }

    /** Cheap to ask often; the listings wait until it is done. */
    private void awaitCounted(int events) {
        var counted = Insights.countedEvents(api, programKey);
        var movedAt = Instant.now();
        while (counted < events && Duration.between(movedAt, Instant.now()).compareTo(patience) < 0) {
            progress.show("counted %,d of %,d events", counted, events);
            pause();
            var now = Insights.countedEvents(api, programKey);
            if (now != counted) movedAt = Instant.now();
            counted = now;
        }
    }

    private String stuck(Expected expected, Findings found) {
        return "nothing has moved for %s: %s events counted of %d, %d sign-ups decided of %d, %d orders of %d"
                .formatted(
                        patience,
                        found.summary().path("unique_events"),
                        expected.events(),
                        found.signUps(),
                        expected.signUps(),
                        found.orders(),
                        expected.orders());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the system to settle", interrupted);
        }
    }
}
