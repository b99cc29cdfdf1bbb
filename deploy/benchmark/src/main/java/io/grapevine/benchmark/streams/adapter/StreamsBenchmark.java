package io.grapevine.benchmark.streams.adapter;

import static io.grapevine.benchmark.figure.Unit.BYTES;
import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.attribution.Facts;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Unit;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.Pause;
import io.grapevine.benchmark.running.adapter.ServiceLog;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.events.Topic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One instance of insights with many listeners to the figures of one program, everything else held: how fast they come, what each
 * costs it, and how long after a record on the log the first and the last of them have the new figures.
 */
public final class StreamsBenchmark {

    private static final Plan.Name NAME = Plan.Name.STREAMS;
    private static final String SERVICE = "insights";
    private static final String STREAM = "/v1/insights/programs/demo/stream";
    private static final Duration OPEN_WITHIN = Duration.ofMinutes(5);
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);
    /** Figures are told once a second at most: who asks sooner measures that rest. */
    private static final Duration REST = Duration.ofSeconds(3);

    private static final double NANOS = 1e9;
    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final double P99 = 0.99;

    private final Session session;
    private final ServiceLog log;
    private final Facts facts;
    private final Listeners listeners;
    private final int number;
    private int purchases;

    private StreamsBenchmark(Session session, ServiceLog log, Facts facts, Listeners listeners, int number) {
        this.session = session;
        this.log = log;
        this.facts = facts;
        this.listeners = listeners;
        this.number = number;
    }

    /** @param number listeners at a time */
    public static void run(Session session, int number) throws IOException {
        session.progress().tell("streams: starting again, with insights compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE));
        var system = session.system();
        var at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        var codes = Advocates.enrol(system, "BENCHSTREAM", 1);
        var facts = new Facts("t" + Long.toString(at.toEpochMilli(), Character.MAX_RADIX), codes, at);
        system.holdAllBut(SERVICE);
        var vertx = Vertx.vertx();
        try (var log = new ServiceLog(system.kafka(), SERVICE, List.of(Topic.CONVERSIONS));
                var listeners = new Listeners(vertx, system.insights(), STREAM, system.secretKey(), number)) {
            new StreamsBenchmark(session, log, facts, listeners, number).measure();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() {
        var memory = new ServiceMemory(SERVICE, session.system().insights());
        var before = memory.keptBytes();
        long began = System.nanoTime();
        listeners.open(OPEN_WITHIN);
        var opened = number * NANOS / (System.nanoTime() - began);
        session.progress().tell("streams: %,d listeners, %,.0f/s", number, opened);
        add("listeners taken, %,d".formatted(number), PER_SECOND, Spread.once(opened));
        add("kept for each listener", BYTES, Spread.once((memory.keptBytes() - before) / number));
        var _ = change();
        var rounds = new ArrayList<Told>();
        for (int round = 0; round < session.plan().rounds(); round++) rounds.add(change());
        add("record on the log to the first listener", MILLISECONDS, Rounds.spread(rounds, Told::first));
        add("record on the log to 99 in 100 listeners", MILLISECONDS, Rounds.spread(rounds, Told::p99));
        add("record on the log to the last listener", MILLISECONDS, Rounds.spread(rounds, Told::last));
        if (listeners.ended() > 0)
            session.findings().complain(NAME.word(), Map.of("streams ended", (long) listeners.ended()));
    }

    private void add(String name, Unit unit, Spread measured) {
        session.findings().add(Figure.of(NAME.word(), name, unit, measured));
    }

    /** Milliseconds from the record to the listeners. */
    private record Told(double first, double p99, double last) {}

    /** An order on the log, until all have heard of it. */
    private Told change() {
        Pause.of(REST);
        listeners.expect(listeners.mostOrders() + 1);
        long began = System.nanoTime();
        log.append(Stream.of(facts.guestPurchase(purchases, "v-" + purchases++)));
        var heard = listeners.heard(TOLD_WITHIN);
        var told = new Told(
                millis(began, heard[0]),
                millis(began, heard[(int) Math.ceil(heard.length * P99) - 1]),
                millis(began, heard[heard.length - 1]));
        session.progress().tell("streams: the last of %,d told after %,.0f ms", number, told.last());
        return told;
    }

    private static double millis(long from, long to) {
        return (to - from) / NANOS_OF_A_MILLI;
    }
}
