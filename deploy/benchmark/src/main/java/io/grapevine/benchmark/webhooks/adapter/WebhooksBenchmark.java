package io.grapevine.benchmark.webhooks.adapter;

import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Pause;
import io.grapevine.benchmark.running.adapter.ServiceLog;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.webhooks.Alerts;
import io.grapevine.events.Topic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One instance of notification telling endpoints that take everything at once, every other service held: first of what is planned and
 * waits, then of what waits on the log. Beside it a bare client posts the same bytes to the same sink.
 */
public final class WebhooksBenchmark {

    private static final Plan.Name NAME = Plan.Name.WEBHOOKS;
    private static final String SERVICE = "notification";
    private static final String BARE = "a bare Vert.x client";
    private static final Target HALF = Target.atLeast(0.5);
    private static final int ENDPOINTS = 20;
    /** What a lane posts at once at most. */
    private static final int AT_ONCE = 32;

    /** It is that much faster: a round shall take it some time, too. */
    private static final int PEER_TIMES = 4;

    private static final int RECIPIENTS = 60;
    private static final int A_SECOND = 2_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final double NANOS = 1e9;

    private final Session session;
    private final ServiceLog log;
    private final Endpoints endpoints;
    private final Sink sink;
    private final BareClient bare;
    private final int deliveries;
    private int runs;

    private WebhooksBenchmark(Session session, ServiceLog log, Endpoints endpoints, Sink sink, BareClient bare) {
        this.session = session;
        this.log = log;
        this.endpoints = endpoints;
        this.sink = sink;
        this.bare = bare;
        this.deliveries = (int) (session.plan().round().toMillis() * A_SECOND / 1_000) / ENDPOINTS * ENDPOINTS;
    }

    public static void run(Session session) throws IOException, SQLException {
        session.progress().tell("webhooks: starting again, with notification compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE));
        var system = session.system();
        var vertx = Vertx.vertx();
        try (var sink = new Sink(vertx);
                var bare = new BareClient(vertx, sink.url("/"), ENDPOINTS * AT_ONCE);
                var log = new ServiceLog(system.kafka(), SERVICE, List.of(Topic.ALERTS));
                var database = DriverManager.getConnection(
                        "jdbc:postgresql://" + system.postgres() + "/grapevine_notification",
                        "postgres",
                        system.superuserPassword())) {
            var endpoints = new Endpoints(database);
            for (int number = 0; number < ENDPOINTS; number++)
                Endpoints.create(system.api(), sink.url("/hooks/" + number));
            system.holdAllBut(SERVICE);
            new WebhooksBenchmark(session, log, endpoints, sink, bare).measure();
            endpoints.remove();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() throws SQLException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            var _ = told("warming up", ofBacklog());
        }
        var same = sink.kept();
        sink.begin(false);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            var _ = told("the peer warming up", bare.post(same, PEER_TIMES * deliveries));
        }
        add("delivered of a backlog, %d endpoints".formatted(ENDPOINTS), same, HALF, this::ofBacklog);
        add("delivered from the log, %d endpoints".formatted(ENDPOINTS), same, null, this::fromTheLog);
    }

    /** One round of ours. */
    @FunctionalInterface
    private interface Ours {
        double round() throws SQLException;
    }

    private void add(String name, List<Sink.Arrived> same, @Nullable Target ratio, Ours ours) {
        var rounds = Rounds.interleaved(
                session.plan().rounds(),
                () -> told(name, rated(ours)),
                () -> told("bare", bare.post(same, PEER_TIMES * deliveries)));
        session.findings()
                .add(Figure.of(NAME.word(), name, PER_SECOND, rounds.ours(Double::doubleValue))
                        .against(new Reference(BARE, rounds.peers(Double::doubleValue), ratio)));
    }

    private double rated(Ours ours) {
        try {
            var rate = ours.round();
            int again = sink.posts() - deliveries;
            if (again > 0) session.findings().complain(NAME.word(), Map.of("posted again", (long) again));
            return rate;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not say what is delivered", e);
        }
    }

    /** From the first post at the sink until every delivery is written down as made. */
    private double ofBacklog() throws SQLException {
        var run = nextRun();
        endpoints.leaveAlone();
        append(run);
        endpoints.awaitPlanned(run, deliveries);
        beginAgain();
        endpoints.letGo();
        awaitPosts();
        endpoints.awaitDelivered(run, deliveries);
        return rate(sink.firstNanos());
    }

    /** From the service's first look at the log until every delivery is written down as made. */
    private double fromTheLog() throws SQLException {
        var run = nextRun();
        endpoints.letGo();
        session.system().hold(SERVICE);
        append(run);
        beginAgain();
        long began = System.nanoTime();
        session.system().release(SERVICE);
        awaitPosts();
        endpoints.awaitDelivered(run, deliveries);
        return rate(began);
    }

    private double rate(long began) {
        return deliveries * NANOS / (System.nanoTime() - began);
    }

    private void beginAgain() {
        sink.begin(sink.kept().isEmpty());
    }

    private String nextRun() {
        return Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX) + "r" + runs++;
    }

    private void append(String run) {
        var alerts = new Alerts(run, RECIPIENTS, Instant.now());
        log.append(IntStream.range(0, deliveries / ENDPOINTS).mapToObj(alerts::alert));
    }

    private void awaitPosts() {
        long giveUpAt = System.nanoTime() + LIMIT.toNanos();
        while (sink.posts() < deliveries) {
            if (System.nanoTime() > giveUpAt)
                throw new IllegalStateException(sink.posts() + " of " + deliveries + " posts came within " + LIMIT);
            Pause.of(LOOK_EVERY);
        }
    }

    private double told(String what, double perSecond) {
        session.progress().tell("webhooks: %s, %,.0f/s", what, perSecond);
        return perSecond;
    }
}
