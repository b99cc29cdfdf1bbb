package io.grapevine.benchmark.redirect.adapter;

import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.Latencies;
import io.grapevine.benchmark.load.LoadOutcome;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.WarmUp;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Aim;
import io.grapevine.benchmark.redirect.Visits;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.BareEndpoint;
import io.grapevine.benchmark.running.adapter.Session;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Redirects with the click durable before the answer, against an endpoint that only answers 302. */
public final class RedirectBenchmark {

    private static final Plan.Name NAME = Plan.Name.REDIRECT;
    private static final String PEER = "bare endpoint";
    private static final int CONNECTIONS = 64;
    private static final int CODES = 100;
    private static final int OPEN_LOOP_PER_SECOND = 10_000;
    private static final Target RATE = Target.atLeast(20_000);
    private static final Target RATIO = Target.atLeast(0.40);
    private static final Target P99_MILLIS = Target.atMost(10);

    /** A redirect without a click id promises nothing, so it does not count as durable. */
    private static final Expectation DURABLE = Expectation.of(302, "gv_cid=");

    private final Session session;
    private final Endpoint ours;
    private final Endpoint bare;

    private record Endpoint(String name, Aim aim, Visits visits) {}

    private RedirectBenchmark(Session session, List<String> codes, int barePort) {
        this.session = session;
        this.ours = endpoint("click-tracking", session.system().clickTracking(), codes);
        this.bare = endpoint(PEER, barePort, codes);
    }

    public static void run(Session session) {
        var codes = Advocates.enrol(session.system(), "BENCHREDIR", CODES);
        var log = session.bed().data().resolve("logs/bare-endpoint.log");
        try (var bare = BareEndpoint.start(session.bed().project(), log)) {
            session.system().holdConsumers();
            var benchmark = new RedirectBenchmark(session, codes, bare.port());
            benchmark.measureRate();
            benchmark.measureLatency();
        }
    }

    private void measureRate() {
        var plan = session.plan();
        for (var endpoint : List.of(bare, ours)) {
            session.progress().tell("redirect: warming %s up", endpoint.name());
            if (plan.warmUp().isPositive()) warmUp(endpoint, new Pace.Closed(plan.warmUp()));
        }
        var rounds = interleaved(new Pace.Closed(plan.round()));
        session.findings()
                .add(Figure.of(NAME.word(), "redirects, click durable", PER_SECOND, rounds.ours(LoadOutcome::perSecond))
                        .heldTo(RATE)
                        .against(new Reference(PEER, rounds.peers(LoadOutcome::perSecond), RATIO)));
    }

    private void warmUp(Endpoint endpoint, Pace slice) {
        var warmUp = new WarmUp();
        while (!warmUp.isOver()) warmUp.saw(load(endpoint, slice).perSecond());
    }

    private void measureLatency() {
        var rounds = interleaved(
                new Pace.Scheduled(OPEN_LOOP_PER_SECOND, session.plan().round()));
        addLatency(rounds, "p50", Latencies::p50, null);
        addLatency(rounds, "p99", Latencies::p99, P99_MILLIS);
        addLatency(rounds, "p99.9", Latencies::p999, null);
    }

    private void addLatency(
            Rounds<LoadOutcome, LoadOutcome> rounds,
            String percentile,
            ToDoubleFunction<Latencies> of,
            @Nullable Target target) {
        var name = "latency %s at %,d/s".formatted(percentile, OPEN_LOOP_PER_SECOND);
        var figure = Figure.of(
                        NAME.word(), name, MILLISECONDS, rounds.ours(outcome -> of.applyAsDouble(outcome.latencies())))
                .against(new Reference(PEER, rounds.peers(outcome -> of.applyAsDouble(outcome.latencies())), null));
        session.findings().add(target == null ? figure : figure.heldTo(target));
    }

    private Rounds<LoadOutcome, LoadOutcome> interleaved(Pace pace) {
        return Rounds.interleaved(session.plan().rounds(), () -> round(ours, pace), () -> round(bare, pace));
    }

    private LoadOutcome round(Endpoint endpoint, Pace pace) {
        var outcome = load(endpoint, pace);
        session.progress()
                .tell(
                        "redirect: %s %,.0f/s, p50 %.2f ms, p99 %.2f ms",
                        endpoint.name(),
                        outcome.perSecond(),
                        outcome.latencies().p50(),
                        outcome.latencies().p99());
        return outcome;
    }

    private LoadOutcome load(Endpoint endpoint, Pace pace) {
        session.settle(NAME);
        return session.noted(NAME, session.load().run(endpoint.aim(), pace, endpoint.visits(), DURABLE));
    }

    private static Endpoint endpoint(String name, int port, List<String> codes) {
        return new Endpoint(name, new Aim(port, CONNECTIONS), new Visits(port, codes));
    }
}
