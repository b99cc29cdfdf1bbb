package io.grapevine.acceptance.replay;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Waits until the system has nothing left to do: every acknowledged event is counted, every sign-up and order decided, and what
 * the system says no longer changes. Insights reads the end of every chain, so its figures are the pulse; the long listings are
 * read when it is still.
 */
public final class Settling {
    private static final Duration POLL_EVERY = Duration.ofMillis(400);
    /** Asking costs the system something, too: it is left alone for this many times as long as it took to answer. */
    private static final int REST = 6;
    /** A third of the time that the figures moved: seen on a machine where everything took ten times as long as usual. */
    private static final int SHARE_OF_STILLNESS = 3;

    private final Api api;
    private final String programKey;
    private final Duration quietFor;
    private final Duration patience;
    private final Progress progress;
    private Duration lastAnswerTook = Duration.ZERO;

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
     * @param at when the pulse last moved
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
            return findings.events() == events && findings.signUps() == signUps && findings.orders() == orders;
        }

        @Override
        public String toString() {
            return "%,d events counted, %,d sign-ups and %,d orders decided".formatted(events, signUps, orders);
        }
    }

    /** Settled is whatever no longer changes once everything acknowledged is there. */
    public Settled await(Expected expected) {
        return await(expected, _ -> true);
    }

    /** Settled is only what also meets a goal: after a crash a part of the system may be still for longer than any quiet. */
    public Settled await(Expected expected, Predicate<Findings> goal) {
        awaitCounted(expected.events());
        var begunAt = Instant.now();
        var pulse = pulse();
        var movedAt = begunAt;
        while (true) {
            pause();
            var now = pulse();
            if (!now.equals(pulse)) {
                pulse = now;
                movedAt = Instant.now();
                progress.show("the figures still move: %s", Insights.headline(now));
                continue;
            }
            var quiet = Duration.between(movedAt, Instant.now());
            if (quiet.compareTo(stillness(Duration.between(begunAt, movedAt))) < 0) continue;
            var found = Findings.read(api, programKey);
            if (expected.isMetBy(found) && goal.test(found) && pulse().equals(pulse)) {
                return new Settled(found, true, movedAt, "settled");
            }
            if (quiet.compareTo(patience) >= 0) return new Settled(found, false, movedAt, stuck(expected, found));
            progress.show("waiting: %s", stillMissing(expected, found));
        }
    }

    /** A system that needs long also pauses long: the longer it has moved, the longer it must be still to count as done. */
    private Duration stillness(Duration moved) {
        var inProportion = moved.dividedBy(SHARE_OF_STILLNESS);
        return inProportion.compareTo(quietFor) > 0 ? inProportion : quietFor;
    }

    private void awaitCounted(int events) {
        var counted = countedEvents();
        var movedAt = Instant.now();
        while (counted < events && Duration.between(movedAt, Instant.now()).compareTo(patience) < 0) {
            progress.show("counted %,d of %,d events", counted, events);
            pause();
            var now = countedEvents();
            if (now != counted) movedAt = Instant.now();
            counted = now;
        }
    }

    private String pulse() {
        return timed(() -> Insights.pulse(api, programKey));
    }

    private int countedEvents() {
        return timed(() -> Insights.countedEvents(api, programKey));
    }

    private <T> T timed(Supplier<T> question) {
        var askedAt = Instant.now();
        var answer = question.get();
        lastAnswerTook = Duration.between(askedAt, Instant.now());
        return answer;
    }

    private String stuck(Expected expected, Findings found) {
        return "nothing has moved for %,d s; %s".formatted(patience.toSeconds(), stillMissing(expected, found));
    }

    private static String stillMissing(Expected expected, Findings found) {
        return "expected %s; found %s"
                .formatted(expected, new Expected(found.events(), found.signUps(), found.orders()));
    }

    private void pause() {
        var rest = lastAnswerTook.multipliedBy(REST);
        try {
            Thread.sleep(rest.compareTo(POLL_EVERY) > 0 ? rest : POLL_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the system to settle", interrupted);
        }
    }
}
