package io.grapevine.benchmark.conversions.adapter;

import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.conversions.Purchases;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.Latencies;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.adapter.LatencyRecorder;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Aim;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Purchases from the edge to the topic of rewards, with everything of the system running. */
public final class ConversionsBenchmark {

    private static final Plan.Name NAME = Plan.Name.CONVERSIONS;
    private static final String PEER = "plain inserts";
    private static final List<String> SERVICES = List.of("attribution", "reward-issuing", "notification", "insights");
    private static final int ADVOCATES = 500;
    /** Each buys about ten times in a whole run, as customers of a shop do, not thousands of times. */
    private static final int CUSTOMERS = 5_000;

    private static final int SIGN_UPS = 500;
    /** Purchases in a request; the rate is held to its target at the middle one. */
    private static final List<Integer> BATCHES = List.of(1, 50, 500);

    private static final int BATCH = 50;
    private static final int CONNECTIONS = 16;
    private static final int PURCHASES_OF_A_SECOND = 1_000;
    /** The second compiler is still busy after 40,000 purchases: what is sustained is what is left once it has ended. */
    private static final int WARM_UPS = 12;

    private static final int SUSTAINED = 2_000;
    private static final int OPEN_LOOP_PER_SECOND = 500;
    private static final int OPEN_LOOP_CONNECTIONS = 16;
    private static final Target RATE = Target.atLeast(SUSTAINED);
    private static final Target P99_MILLIS = Target.atMost(100);
    /** A fiftieth of the wanted rate still comes to an end. */
    private static final Duration LIMIT = Duration.ofSeconds(200);

    private static final double NANOS = 1e9;

    private final Session session;
    private final Purchases purchases;
    private final RewardWatch rewards;
    private final PlainInserts inserts;
    private int next;

    private ConversionsBenchmark(Session session, Purchases purchases, RewardWatch rewards, PlainInserts inserts) {
        this.session = session;
        this.purchases = purchases;
        this.rewards = rewards;
        this.inserts = inserts;
    }

    /** How long from a moment of each purchase to its reward. */
    private record Delays(Latencies sinceIntended, Latencies sinceAccepted) {}

    public static void run(Session session) throws IOException, SQLException {
        session.progress().tell("conversions: starting again, with all services compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(SERVICES);
        var system = session.system();
        var codes = Advocates.enrol(system, "BENCHBUY", ADVOCATES);
        // An hour ago: every order has a millisecond of its own, and none lies in the future.
        var at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        var run = Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
        var purchases = new Purchases(system.clickTracking(), system.secretKey(), run, codes, CUSTOMERS, at);
        try (var rewards = RewardWatch.start(system.kafka(), purchases, orders(session.plan()));
                var inserts = PlainInserts.into(system.postgres(), system.superuserPassword())) {
            var benchmark = new ConversionsBenchmark(session, purchases, rewards, inserts);
            benchmark.prepare();
            BATCHES.forEach(benchmark::measureRate);
            benchmark.measureLatency();
        }
    }

    private static int orders(Plan plan) {
        return (WARM_UPS + BATCHES.size()) * burst(plan.warmUp())
                + inOpenLoop(plan.warmUp())
                + plan.rounds() * (BATCHES.size() * burst(plan.round()) + inOpenLoop(plan.round()));
    }

    private static int inOpenLoop(Duration time) {
        return time.isZero() ? 0 : (int) new Pace.Scheduled(OPEN_LOOP_PER_SECOND, time).requests();
    }

    /** Orders of a round, in whole batches of any size. */
    private static int burst(Duration time) {
        int largest = Collections.max(BATCHES);
        return Math.toIntExact(time.toMillis() * PURCHASES_OF_A_SECOND / 1_000 / largest * largest);
    }

    private void prepare() throws SQLException {
        session.progress().tell("conversions: %,d customers sign up", CUSTOMERS);
        for (int from = 0; from < CUSTOMERS; from += SIGN_UPS) {
            var body = IntStream.range(from, from + SIGN_UPS)
                    .mapToObj(purchases::signUp)
                    .collect(Collectors.joining(",", "{\"events\":[", "]}"));
            var answer = session.system()
                    .api()
                    .post("/v1/events", "application/json", body.getBytes(StandardCharsets.UTF_8))
                    .orThrow();
            if (answer.json().path("accepted").asInt() != SIGN_UPS)
                throw new IllegalStateException("sign-ups refused: " + answer);
        }
        int warmUp = burst(session.plan().warmUp());
        if (warmUp == 0) return;
        session.progress().tell("conversions: warming up with %,d purchases", WARM_UPS * warmUp);
        for (int i = 0; i < WARM_UPS; i++) {
            var _ = sustained(warmUp, BATCH);
        }
        var _ = inserts.insert(warmUp, BATCH);
    }

    private void measureRate(int batch) {
        int warmUp = burst(session.plan().warmUp());
        if (warmUp > 0) {
            session.progress().tell("conversions: warming up with %d a request", batch);
            var _ = sustained(warmUp, batch);
        }
        int orders = burst(session.plan().round());
        var rounds = Rounds.interleaved(
                session.plan().rounds(), () -> sustained(orders, batch), () -> inserted(orders, batch));
        var figure = Figure.of(
                NAME.word(),
                "purchases to rewards, %d a request".formatted(batch),
                PER_SECOND,
                rounds.ours(Double::doubleValue));
        session.findings()
                .add((batch == BATCH ? figure.heldTo(RATE) : figure)
                        .against(new Reference(PEER, rounds.peers(Double::doubleValue), null)));
    }

    /** Purchases per second from the first one sent to the last one's reward seen. */
    private double sustained(int orders, int batch) {
        int from = next;
        next += orders;
        long began = System.nanoTime();
        send(new Aim(purchases.port(), CONNECTIONS), new Pace.Counted(orders / batch), from, batch);
        awaitRewards(from);
        long last = IntStream.range(from, next).mapToLong(rewards::seenAt).max().orElse(0);
        double perSecond = last == 0 ? 0 : orders * NANOS / (last - began);
        session.progress().tell("conversions: %,.0f purchases/s to their rewards, %d a request", perSecond, batch);
        return perSecond;
    }

    private double inserted(int rows, int batch) {
        try {
            double perSecond = inserts.insert(rows, batch);
            session.progress().tell("conversions: %s %,.0f rows/s", PEER, perSecond);
            return perSecond;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not take the rows", e);
        }
    }

    private void measureLatency() {
        var plan = session.plan();
        // The edge meets events one by one here for the first time, and compiles for it.
        if (!plan.warmUp().isZero()) {
            session.progress().tell("conversions: warming up with single purchases at %d/s", OPEN_LOOP_PER_SECOND);
            var _ = openLoop(plan.warmUp());
        }
        var rounds = IntStream.range(0, plan.rounds())
                .mapToObj(_ -> told(openLoop(plan.round())))
                .toList();
        add("p50", Rounds.spread(rounds, round -> round.sinceAccepted().p50()));
        var p99 = Rounds.spread(rounds, round -> round.sinceAccepted().p99());
        session.findings()
                .add(Figure.of(NAME.word(), latency("p99"), MILLISECONDS, p99).heldTo(P99_MILLIS));
        var name = "intended send to reward p99 at %d/s".formatted(OPEN_LOOP_PER_SECOND);
        var intended = Rounds.spread(rounds, round -> round.sinceIntended().p99());
        session.findings().add(Figure.of(NAME.word(), name, MILLISECONDS, intended));
    }

    private void add(String percentile, Spread spread) {
        session.findings().add(Figure.of(NAME.word(), latency(percentile), MILLISECONDS, spread));
    }

    private static String latency(String percentile) {
        return "accepted to reward %s at %d/s".formatted(percentile, OPEN_LOOP_PER_SECOND);
    }

    private Delays openLoop(Duration time) {
        int orders = inOpenLoop(time);
        int from = next;
        next += orders;
        var intendedAt = new long[orders];
        var acceptedAt = new long[orders];
        var pace = new Pace.Scheduled(OPEN_LOOP_PER_SECOND, time);
        var outcome = session.load()
                .run(
                        new Aim(purchases.port(), OPEN_LOOP_CONNECTIONS),
                        pace,
                        purchases.from(from, 1),
                        accepted(1),
                        (order, intended, answered) -> {
                            intendedAt[(int) order] = intended;
                            acceptedAt[(int) order] = answered;
                        });
        var _ = session.noted(NAME, outcome);
        awaitRewards(from);
        return new Delays(delays(from, intendedAt), delays(from, acceptedAt));
    }

    private Delays told(Delays delays) {
        session.progress()
                .tell(
                        "conversions: accepted to reward p50 %.1f ms, p99 %.1f ms at %d/s",
                        delays.sinceAccepted().p50(), delays.sinceAccepted().p99(), OPEN_LOOP_PER_SECOND);
        return delays;
    }

    /** Only of what was accepted and rewarded; what was not is a complaint already. */
    private Latencies delays(int from, long[] since) {
        var recorder = new LatencyRecorder();
        for (int order = 0; order < since.length; order++) {
            long seenAt = rewards.seenAt(from + order);
            if (since[order] != 0 && seenAt != 0) recorder.record(seenAt - since[order]);
        }
        return recorder.latencies();
    }

    private void send(Aim aim, Pace pace, int from, int batch) {
        var _ = session.noted(NAME, session.load().run(aim, pace, purchases.from(from, batch), accepted(batch)));
    }

    private void awaitRewards(int from) {
        long missing = rewards.await(from, next, LIMIT);
        if (missing == 0) return;
        if (missing == next - from) throw new IllegalStateException("not one reward came within " + LIMIT);
        session.findings().complain(NAME.word(), Map.of("no reward within " + LIMIT.toSeconds() + " s", missing));
    }

    private static Expectation accepted(int events) {
        return Expectation.of(202, "\"accepted\":" + events + ",");
    }
}
