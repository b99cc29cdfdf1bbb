package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.Footprints;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.faults.evidence.WrittenLog;
import io.grapevine.acceptance.faults.infliction.EdgeProbe;
import io.grapevine.acceptance.faults.infliction.Infliction;
import io.grapevine.acceptance.faults.invariant.Footprint;
import io.grapevine.acceptance.faults.invariant.Invariants;
import io.grapevine.acceptance.faults.invariant.Verdict;
import io.grapevine.acceptance.faults.story.Story;
import io.grapevine.acceptance.outcome.Outcome;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Sending;
import io.grapevine.acceptance.replay.Settling;
import io.grapevine.acceptance.replay.WireEvents;
import io.grapevine.acceptance.running.Patience;
import io.grapevine.acceptance.running.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Replays a log part by part, does what the story says in each part, and holds what is left against the promises. */
final class FaultRun {
    private static final String OPERATOR_KEY = "gv_ok_demo";
    private static final String DEMO_KEY = "gv_sk_demo";
    /** Longer than any outage and the start behind it on a machine that others use, so that no sender gives up before it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final Duration QUIET = Duration.ofSeconds(2);
    /** The journal gives its space back after ten idle seconds, and idle connections close. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final FaultPlan plan;
    private final Progress progress;
    private final String run;
    private final List<Fact> log;
    private final Story story;

    /** @param run the tenant's name; no two runs on the same data share one */
    FaultRun(FaultPlan plan, Progress progress, String run) {
        this.plan = plan;
        this.progress = progress;
        this.run = run;
        this.log = plan.log();
        this.story = plan.story(log.size());
    }

    Story story() {
        return story;
    }

    FaultReport run(RunningSystem system) {
        var began = Instant.now();
        var stores = new Stores(system);
        var footprints = new Footprints(system);
        plan.putBack().forEach(bug -> bug.putInto(stores));
        try (var broker = new Broker(system)) {
            var starts = broker.ends();
            var play = new Play(system.origin(), OPERATOR_KEY, PATIENCE, QUIET, progress);
            var api = play.prepare(run, log, null);
            var sending =
                    new Sending(api, new WireEvents(Play.PROGRAM_KEY, Play.currencyOf(log)), progress, Ordeal.BATCH);
            var lag = new LagWatch(broker, stores, footprints, plan.patience());
            var bystanders = new Bystanders(system.origin(), DEMO_KEY, run);
            var code = bystanders.enrol();
            try (var probe = new EdgeProbe(system.originOf("click-tracking"), code, DEMO_KEY, run)) {
                var infliction = new Infliction(
                        system, broker, stores, probe, new Infliction.Means(starts, plan.putBack(), run, plan.seed()));
                var ordeal = new Ordeal(log, sending, infliction, lag, probe, stores, progress);
                probe.expectRedirects(bystanders.redirects());
                probe.start();
                ordeal.begin(story.prelude());
                var before = probe.restDuring(() -> footprintsAtRest(footprints, List.of()));
                story.chapters().forEach(ordeal::live);
                bystanders.enrolCrowd();
                probe.close();
                var expected = Reference.reckon(log, Policy.golden(Play.currencyOf(log)));
                var settled = new Settling(api, Play.PROGRAM_KEY, QUIET, plan.patience(), progress)
                        .await(
                                Settling.Expected.of(ordeal.acknowledged()),
                                found -> found.differencesFrom(expected).isEmpty());
                var _ = lag.awaitNone();
                var after = footprintsAtRest(footprints, before);
                var course = new Trial.Course(
                        log, ordeal, probe, infliction.poison(), before, after, outcome(settled, expected));
                var verdicts =
                        new Trial(stores, broker, api, run).verdicts(course, new WrittenLog(broker.records(starts)));
                return report(ordeal, verdicts, began);
            }
        }
    }

    private static Trial.Settled outcome(Settling.Settled settled, Outcome expected) {
        return new Trial.Settled(
                settled.complete(), settled.remark(), settled.findings().differencesFrom(expected));
    }

    /** Measured again until it is what it was, or for as long as things take to be given back. */
    private static List<Footprint> footprintsAtRest(Footprints footprints, List<Footprint> before) {
        var giveUpAt = Instant.now().plus(REST);
        var now = footprints.all();
        while (!before.isEmpty()
                && !Invariants.bounded(before, now).held()
                && Instant.now().isBefore(giveUpAt)) {
            Patience.pause(QUIET);
            now = footprints.all();
        }
        return now;
    }

    private FaultReport report(Ordeal ordeal, List<Verdict> verdicts, Instant began) {
        return new FaultReport(
                plan.seed(),
                story.chapters().stream().map(Story.Chapter::inWords).toList(),
                plan.putBack().stream().map(PutBack::word).sorted().toList(),
                log.size(),
                ordeal.acknowledged().size(),
                ordeal.inflicted(),
                verdicts,
                Duration.between(began, Instant.now()).toSeconds());
    }
}
