package io.grapevine.benchmark.rewards.adapter;

import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.rewards.Decisions;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.ServiceLog;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.running.adapter.Twin;
import io.grapevine.events.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One instance of reward-issuing catching up with decisions that wait on the log, everything else held, while its books grow tenfold and
 * tenfold again: rewards issued a second, beside plain inserts of the same rows of one of its tables. Each step is compared with the
 * smallest books: what a reward costs must not grow with them.
 */
public final class RewardsBenchmark {

    private static final Plan.Name NAME = Plan.Name.REWARDS;
    private static final String SERVICE = "reward-issuing";
    private static final String INSERTS = "plain inserts";
    private static final int ADVOCATES = 500;
    private static final int CUSTOMERS = 5_000;
    private static final int SMALLEST_BOOKS = 10_000;
    private static final int GROWTH = 10;
    private static final int A_SECOND = 2_000;
    private static final int FILLED_AT_ONCE = 50_000;
    private static final Target FLAT = Target.atLeast(0.8);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double NANOS = 1e9;

    private final Session session;
    private final ServiceLog log;
    private final Twin rewards;
    private final Decisions decisions;
    private int next;

    private RewardsBenchmark(Session session, ServiceLog log, Connection database, Decisions decisions)
            throws SQLException {
        this.session = session;
        this.log = log;
        this.rewards =
                new Twin(database, "rewards", "", "select * from public.rewards order by changed_at desc, reward_id");
        this.decisions = decisions;
    }

    public static void run(Session session) throws IOException, SQLException {
        session.progress().tell("rewards: starting again, with reward-issuing compiled as in production");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE));
        var system = session.system();
        // A day ago: every order has a millisecond of its own, and none lies in the future.
        var at = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        var run = Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
        system.holdAllBut(SERVICE);
        try (var log = new ServiceLog(system.kafka(), SERVICE, List.of(Topic.ATTRIBUTIONS));
                var database = DriverManager.getConnection(
                        "jdbc:postgresql://" + system.postgres() + "/grapevine_reward_issuing",
                        "postgres",
                        system.superuserPassword())) {
            new RewardsBenchmark(session, log, database, new Decisions(run, ADVOCATES, CUSTOMERS, at)).measure();
        }
    }

    private void measure() {
        @Nullable Spread smallest = null;
        for (int books = SMALLEST_BOOKS; books <= session.plan().rewards(); books *= GROWTH) {
            fill(books);
            var measured = measured(books);
            if (smallest == null) smallest = measured;
            else
                session.findings()
                        .add(Figure.of(
                                        NAME.word(),
                                        "issued with %,d in the books".formatted(books),
                                        PER_SECOND,
                                        measured)
                                .against(new Reference("with %,d".formatted(SMALLEST_BOOKS), smallest, FLAT)));
        }
    }

    private Spread measured(int books) {
        int number = (int) (session.plan().round().toMillis() * A_SECOND / 1_000);
        var rounds = Rounds.interleaved(
                session.plan().rounds(), () -> told(caughtUp(number), books), () -> rewards.insert(number));
        var measured = rounds.ours(Double::doubleValue);
        session.findings()
                .add(Figure.of(NAME.word(), "issued with %,d in the books".formatted(books), PER_SECOND, measured)
                        .against(new Reference(INSERTS, rounds.peers(Double::doubleValue), null)));
        return measured;
    }

    private double told(double perSecond, int books) {
        session.progress().tell("rewards: %,.0f/s with %,d in the books", perSecond, books);
        return perSecond;
    }

    /** Which is warming up, too. */
    private void fill(int books) {
        session.progress().tell("rewards: filling the books up to %,d", books);
        while (next < books) {
            var _ = caughtUp(Math.min(FILLED_AT_ONCE, books - next));
        }
    }

    /** Decisions wait on the log, then reward-issuing is let go; returns how many a second it has worked off. */
    private double caughtUp(int number) {
        var system = session.system();
        system.hold(SERVICE);
        log.append(IntStream.range(next, next + number).mapToObj(decisions::order));
        next += number;
        long began = System.nanoTime();
        system.release(SERVICE);
        log.awaitRead(log.ends(), LIMIT);
        return number * NANOS / (System.nanoTime() - began);
    }
}
