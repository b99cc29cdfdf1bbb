package io.grapevine.benchmark.ingest.adapter;

import static io.grapevine.benchmark.figure.Unit.PER_SECOND;
import static io.grapevine.benchmark.ingest.EventBatches.BATCH;

import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.ingest.EventBatches;
import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.WarmUp;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Aim;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events in batches, each durable before the answer, against as many records of the same bytes sent straight to the broker. */
public final class IngestBenchmark {

    private static final Plan.Name NAME = Plan.Name.INGEST;
    private static final String PEER = "raw producer";
    /** Enough that one batch is read while another waits for the disk. */
    private static final int CONNECTIONS = 8;

    private static final int CODES = 100;
    private static final Target RATE = Target.atLeast(50_000);
    private static final Expectation ALL_ACCEPTED = Expectation.of(202, "\"accepted\":" + BATCH + ",");

    private final Session session;
    private final EventBatches batches;
    private final Aim aim;
    private final RawProducer producer;
    private long sent;
    private long lastRound;

    private IngestBenchmark(Session session, EventBatches batches, RawProducer producer) {
        this.session = session;
        this.batches = batches;
        this.aim = new Aim(batches.port(), CONNECTIONS);
        this.producer = producer;
    }

    public static void run(Session session) {
        var system = session.system();
        var codes = Advocates.enrol(system, "BENCHINGEST", CODES);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var run = Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
        var batches = new EventBatches(system.clickTracking(), system.secretKey(), run, codes, now);
        system.holdConsumers();
        try (var producer = RawProducer.to(system.kafka())) {
            new IngestBenchmark(session, batches, producer).measure();
        }
    }

    private void measure() {
        var plan = session.plan();
        session.progress().tell("ingest: warming up");
        // One round at least: it tells how many records the producer's rounds have.
        if (plan.warmUp().isPositive()) {
            var warmUp = new WarmUp();
            while (!warmUp.isOver()) warmUp.saw(ingest(plan.warmUp()));
        } else {
            var _ = ingest(plan.round());
        }
        var _ = produce();
        var rounds = Rounds.interleaved(plan.rounds(), () -> ingest(plan.round()), this::produce);
        session.findings()
                .add(Figure.of(
                                NAME.word(),
                                "events in batches of " + BATCH,
                                PER_SECOND,
                                rounds.ours(Double::doubleValue))
                        .heldTo(RATE)
                        .against(new Reference(PEER, rounds.peers(Double::doubleValue), null)));
    }

    /** Events per second. */
    private double ingest(Duration length) {
        session.settle(NAME);
        long first = sent / BATCH;
        var outcome = session.noted(
                NAME,
                session.load()
                        .run(aim, new Pace.Closed(length), number -> batches.request(first + number), ALL_ACCEPTED));
        lastRound = Math.max(BATCH, outcome.good() * BATCH);
        // What was under way at the end has numbers as well.
        sent += lastRound + (CONNECTIONS + 1L) * BATCH;
        double perSecond = outcome.perSecond() * BATCH;
        session.progress().tell("ingest: click-tracking %,.0f events/s", perSecond);
        return perSecond;
    }

    /** As many records as the round before had events. */
    private double produce() {
        session.settle(NAME);
        double perSecond = producer.send(batches, lastRound);
        session.progress().tell("ingest: %s %,.0f records/s", PEER, perSecond);
        return perSecond;
    }
}
