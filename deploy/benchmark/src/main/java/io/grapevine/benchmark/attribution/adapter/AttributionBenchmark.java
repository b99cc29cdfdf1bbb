package io.grapevine.benchmark.attribution.adapter;

import static io.grapevine.benchmark.figure.Unit.BYTES;
import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.attribution.Facts;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.ServiceLog;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.running.adapter.Twin;
import io.grapevine.events.Event;
import io.grapevine.events.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One instance of attribution catching up with facts that wait on the log, everything else held: touchpoints stored and orders decided
 * a second, beside plain inserts of the same rows, and beside reading the records and doing nothing.
 */
public final class AttributionBenchmark {

    private static final Plan.Name NAME = Plan.Name.ATTRIBUTION;
    private static final String SERVICE = "attribution";
    private static final String INSERTS = "plain inserts";
    private static final String CONSUMER = "plain consumer";
    private static final int CODES = 100;
    private static final int CUSTOMERS = 5_000;
    private static final int TOUCHPOINTS_A_SECOND = 20_000;
    private static final int ORDERS_A_SECOND = 1_500;
    private static final int MOST_COPIED = 50_000;
    private static final int LONG_JOURNEY = 100_000;
    private static final int ORDERS_OF_A_ROUND = 5;
    private static final Target TOUCHPOINT_RATIO = Target.atLeast(0.5);
    private static final Target DECISION_RATIO = Target.atLeast(0.3);
    private static final Target TOUCHPOINT_BYTES = Target.atMost(200);
    private static final Target LONG_JOURNEY_MILLIS = Target.atMost(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double NANOS = 1e9;
    private static final double NANOS_OF_A_MILLI = 1e6;

    private final Session session;
    private final ServiceLog log;
    private final Connection database;
    private final Facts facts;
    private final Twin touchpoints;
    private final Twin conversions;
    private int clicks;
    private int orders;

    private AttributionBenchmark(Session session, ServiceLog log, Connection database, Facts facts)
            throws SQLException {
        this.session = session;
        this.log = log;
        this.database = database;
        this.facts = facts;
        this.touchpoints = new Twin(
                database,
                "touchpoints",
                "tenant_id, visitor, touch",
                "select * from public.touchpoints where visitor <> '00000000-0000-0000-0000-000000000000' order by occurred_at desc");
        this.conversions = new Twin(
                database,
                "conversions",
                "",
                "select * from public.conversions where kind = 'PURCHASE' order by occurred_at desc");
    }

    public static void run(Session session) throws IOException, SQLException {
        session.progress().tell("attribution: starting again, with attribution compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE));
        var system = session.system();
        var codes = Advocates.enrol(system, "BENCHTOUCH", CODES);
        // A day ago: every fact has a millisecond of its own, and none lies in the future.
        var at = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        var facts = new Facts(Long.toString(at.toEpochMilli(), Character.MAX_RADIX), codes, at);
        system.holdAllBut(SERVICE);
        try (var log = new ServiceLog(system.kafka(), SERVICE, List.of(Topic.CLICKS, Topic.CONVERSIONS));
                var database = DriverManager.getConnection(
                        "jdbc:postgresql://" + system.postgres() + "/grapevine_attribution",
                        "postgres",
                        system.superuserPassword())) {
            new AttributionBenchmark(session, log, database, facts).measure();
        }
        system.release("click-tracking");
    }

    private void measure() throws SQLException {
        var plan = session.plan();
        measure("touchpoints stored", TOUCHPOINT_RATIO, TOUCHPOINTS_A_SECOND, this::click, touchpoints);
        session.findings()
                .add(Figure.of(NAME.word(), "a touchpoint with its indexes", BYTES, Spread.once(bytesOfATouchpoint()))
                        .heldTo(TOUCHPOINT_BYTES));
        caughtUp(IntStream.range(0, CUSTOMERS).mapToObj(facts::signUp));
        measure("orders decided", DECISION_RATIO, ORDERS_A_SECOND, this::order, conversions);
        var visitor = "v-" + facts.run() + "-long";
        caughtUp(IntStream.range(0, LONG_JOURNEY).mapToObj(number -> facts.click(number, visitor)));
        var rounds =
                Rounds.interleaved(plan.rounds(), () -> decided(visitor), () -> decided("v-" + facts.run() + "-0"));
        session.findings()
                .add(Figure.of(
                                NAME.word(),
                                "order to decision, %,d touchpoints".formatted(LONG_JOURNEY),
                                MILLISECONDS,
                                rounds.ours(Double::doubleValue))
                        .heldTo(LONG_JOURNEY_MILLIS)
                        .against(new Reference("4 touchpoints", rounds.peers(Double::doubleValue), null)));
    }

    private Event<?> click(int number) {
        return facts.click(clicks + number);
    }

    private Event<?> order(int number) {
        return facts.purchase(orders + number, CUSTOMERS);
    }

    private void measure(String name, Target ratio, int expected, IntFunction<Event<?>> fact, Twin twin) {
        var plan = session.plan();
        int number = (int) (plan.round().toMillis() * expected / 1_000);
        if (plan.warmUp().isPositive()) {
            var _ = caughtUp(name, number, fact);
        }
        var consumed = new ArrayList<Double>();
        var rounds = Rounds.interleaved(
                plan.rounds(),
                () -> {
                    var round = caughtUp(name, number, fact);
                    consumed.add(round.plainConsumer());
                    return round.perSecond();
                },
                () -> told(INSERTS, twin.insert(Math.min(number, MOST_COPIED))));
        var ours = rounds.ours(Double::doubleValue);
        session.findings()
                .add(Figure.of(NAME.word(), name, PER_SECOND, ours)
                        .against(new Reference(INSERTS, rounds.peers(Double::doubleValue), ratio)));
        session.findings()
                .add(Figure.of(NAME.word(), name, PER_SECOND, ours)
                        .against(new Reference(CONSUMER, new Spread(consumed), null)));
    }

    private record Round(double perSecond, double plainConsumer) {}

    /** Facts wait on the log, then attribution is let go. */
    private Round caughtUp(String name, int number, IntFunction<Event<?>> fact) {
        var system = session.system();
        system.hold(SERVICE);
        var from = log.ends();
        log.append(IntStream.range(0, number).mapToObj(fact));
        if (name.startsWith("touch")) clicks += number;
        else orders += number;
        var to = log.ends();
        double plain = told(CONSUMER, log.readPlainly(from, to));
        long began = System.nanoTime();
        system.release(SERVICE);
        log.awaitRead(to, LIMIT);
        return new Round(told(name, number * NANOS / (System.nanoTime() - began)), plain);
    }

    private void caughtUp(Stream<? extends Event<?>> all) {
        log.append(all);
        log.awaitRead(log.ends(), LIMIT);
    }

    private double told(String what, double perSecond) {
        session.progress().tell("attribution: %s %,.0f/s", what, perSecond);
        return perSecond;
    }

    /** Milliseconds from an order's record to its decision, the median of a few. */
    private double decided(String visitor) {
        var millis = IntStream.range(0, ORDERS_OF_A_ROUND)
                .mapToObj(_ -> {
                    int order = orders++;
                    long began = System.nanoTime();
                    log.append(Stream.of(facts.guestPurchase(order, visitor)));
                    awaitDecision(facts.orderId(order));
                    return (System.nanoTime() - began) / NANOS_OF_A_MILLI;
                })
                .toList();
        double median = new Spread(millis).median();
        session.progress().tell("attribution: an order of %s decided after %,.1f ms", visitor, median);
        return median;
    }

    private void awaitDecision(String orderId) {
        long giveUpAt = System.nanoTime() + LIMIT.toNanos();
        try (var query = database.prepareStatement("select 1 from public.conversions where order_id = ?")) {
            query.setString(1, orderId);
            while (true) {
                try (var found = query.executeQuery()) {
                    if (found.next()) return;
                }
                if (System.nanoTime() > giveUpAt)
                    throw new IllegalStateException(orderId + " was not decided within " + LIMIT);
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for a decision", e);
        }
    }

    private double bytesOfATouchpoint() throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery("""
                        select sum(pg_total_relation_size(inhrelid)) / (select count(*) from public.touchpoints) from pg_inherits \
                        where inhparent = 'public.touchpoints'::regclass and pg_relation_size(inhrelid) > 0""")) {
            found.next();
            return found.getDouble(1);
        }
    }
}
