package io.grapevine.benchmark.start.adapter;

import static io.grapevine.benchmark.figure.Unit.GIBIBYTES;
import static io.grapevine.benchmark.figure.Unit.SECONDS;

import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Pause;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.start.Footprint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/** How long the system needs to be ready again, and what it occupies when nobody uses it; leaves it running. */
public final class StartBenchmark {

    private static final Plan.Name NAME = Plan.Name.START;
    /** Half a minute each: more would cost more than the median gains. */
    private static final int MOST_ROUNDS = 3;

    /** What starting has left to do (caches, first polls) is done by then. */
    private static final Duration IDLE_AFTER = Duration.ofSeconds(20);

    private static final Target READY_SECONDS = Target.atMost(30);
    private static final Target IDLE_GIB = Target.atMost(2.5);
    private static final double MILLIS = 1_000.0;

    private StartBenchmark() {}

    public static Footprint run(Session session) throws IOException {
        var findings = session.findings();
        var first = start(session, "first");
        findings.add(Figure.of(NAME.word(), "first start to ready", SECONDS, Spread.once(first)));
        var again = new ArrayList<Double>();
        for (int round = 0; round < Math.min(MOST_ROUNDS, session.plan().rounds()); round++) {
            session.bed().stop();
            again.add(start(session, "second"));
        }
        findings.add(Figure.of(NAME.word(), "second start to ready", SECONDS, new Spread(again))
                .heldTo(READY_SECONDS));
        session.progress().tell("start: letting the system come to rest for %d s", IDLE_AFTER.toSeconds());
        Pause.of(IDLE_AFTER);
        var footprint = Processes.footprint(session.system().processes());
        findings.add(Figure.of(
                NAME.word(), "memory at idle, all processes (PSS)", GIBIBYTES, Spread.once(footprint.pssGib())));
        findings.add(Figure.of(
                        NAME.word(), "the same, shared pages in each (RSS)", GIBIBYTES, Spread.once(footprint.rssGib()))
                .heldTo(IDLE_GIB));
        return footprint;
    }

    private static double start(Session session, String which) throws IOException {
        double seconds = session.bed().start().toMillis() / MILLIS;
        session.progress().tell("start: %s start ready after %.1f s", which, seconds);
        return seconds;
    }
}
