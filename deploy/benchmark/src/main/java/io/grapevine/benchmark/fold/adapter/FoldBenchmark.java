package io.grapevine.benchmark.fold.adapter;

import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.attribution.Facts;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.ServiceLog;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.running.adapter.Twin;
import io.grapevine.events.Event;
import io.grapevine.events.Topic;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One instance of insights catching up with facts that wait on the log, everything else held: facts folded into the read models a second,
 * sums included, beside plain inserts of the same rows into a table like the one they are kept in.
 */
public final class FoldBenchmark {

    private static final Plan.Name NAME = Plan.Name.FOLD;
    private static final String SERVICE = "insights";
    private static final int CODES = 100;
    private static final int A_SECOND = 2_000;
    /** Of so many facts one is a sign-up, one an order of somebody who signed up, the others clicks. */
    private static final int MIX = 10;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double NANOS = 1e9;

    private final Session session;
    private final ServiceLog log;
    private final Facts facts;
    private int next;

    private FoldBenchmark(Session session, ServiceLog log, Facts facts) {
        this.session = session;
        this.log = log;
        this.facts = facts;
    }

    public static void run(Session session) throws IOException, SQLException {
        session.progress().tell("fold: starting again, with insights compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE));
        var system = session.system();
        var codes = Advocates.enrol(system, "BENCHFOLD", CODES);
        // A day ago: every fact has a millisecond of its own, and none lies in the future.
        var at = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        var facts = new Facts(Long.toString(at.toEpochMilli(), Character.MAX_RADIX), codes, at);
        system.holdAllBut(SERVICE);
        try (var log = new ServiceLog(system.kafka(), SERVICE, List.of(Topic.CLICKS, Topic.CONVERSIONS));
                var database = DriverManager.getConnection(
                        "jdbc:postgresql://" + system.postgres() + "/grapevine_insights",
                        "postgres",
                        system.superuserPassword())) {
            var twin = new Twin(
                    database, "facts", "", "select * from public.facts order by occurred_at desc, source, event_id");
            new FoldBenchmark(session, log, facts).measure(twin);
        }
        system.release("click-tracking");
    }

    private void measure(Twin twin) {
        var plan = session.plan();
        int number = (int) (plan.round().toMillis() * A_SECOND / 1_000);
        if (plan.warmUp().isPositive()) {
            var _ = told(caughtUp(number));
        }
        var rounds = Rounds.interleaved(plan.rounds(), () -> told(caughtUp(number)), () -> twin.insert(number));
        session.findings()
                .add(Figure.of(NAME.word(), "facts folded", PER_SECOND, rounds.ours(Double::doubleValue))
                        .against(new Reference("plain inserts", rounds.peers(Double::doubleValue), null)));
    }

    private double told(double perSecond) {
        session.progress().tell("fold: %,.0f/s", perSecond);
        return perSecond;
    }

    /** Facts wait on the log, then insights is let go; returns how many a second it has worked off. */
    private double caughtUp(int number) {
        var system = session.system();
        system.hold(SERVICE);
        log.append(IntStream.range(next, next + number).mapToObj(this::fact));
        next += number;
        long began = System.nanoTime();
        system.release(SERVICE);
        log.awaitRead(log.ends(), LIMIT);
        return number * NANOS / (System.nanoTime() - began);
    }

    private Event<?> fact(int number) {
        int customer = number / MIX;
        return switch (number % MIX) {
            case 0 -> facts.signUp(customer);
            case 1 -> facts.purchase(customer, customer + 1);
            default -> facts.click(number);
        };
    }
}
