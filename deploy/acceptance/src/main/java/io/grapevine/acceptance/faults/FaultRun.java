package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.log.LogGenerator;
import io.grapevine.acceptance.log.LogShape;
import io.grapevine.acceptance.outcome.Outcome;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.replay.Findings;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Sending;
import io.grapevine.acceptance.replay.Settling;
import io.grapevine.acceptance.replay.WireEvents;
import io.grapevine.acceptance.running.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Replays a log part by part, kills one service somewhere in each part, and looks at what is left. */
final class FaultRun {
    /** A part of the log takes about this long to be sent and decided. */
    private static final int LATEST_KILL_MILLIS = 1500;

    private static final int BATCH = 50;
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    /** A consumer that was killed holds its partitions until its session ends, which takes up to 45 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final RunningSystem system;
    private final FaultPlan plan;
    private final Progress progress;
    private final RandomGenerator random;
    private final List<FaultReport.Kill> kills = new ArrayList<>();
    private final List<Fact> acknowledged = new ArrayList<>();

    FaultRun(RunningSystem system, FaultPlan plan, Progress progress) {
        this.system = system;
        this.plan = plan;
        this.progress = progress;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
    }

    FaultReport run(String tenant) {
        var log = LogGenerator.generate(LogShape.shuffled(plan.seed(), plan.people()));
        var play = new Play(system.origin(), "gv_ok_demo", PATIENCE, QUIET, progress);
        var api = play.prepare(tenant, log, null);
        progress.tell("%,d events in %d parts, one kill in each", log.size(), plan.rounds());
        var sending = new Sending(api, new WireEvents(Play.PROGRAM_KEY, Play.currencyOf(log)), progress, BATCH);
        var began = Instant.now();
        for (var round = 0; round < plan.rounds(); round++) hurt(sending, partOf(log, round), plan.victimOf(round));
        var expected = Reference.reckon(log, Policy.golden(Play.currencyOf(log)));
        var settled = new Settling(api, Play.PROGRAM_KEY, QUIET, PATIENCE, progress)
                .await(
                        Settling.Expected.of(acknowledged),
                        found -> differences(expected, found).isEmpty());
        return report(api, log, settled, Duration.between(began, settled.at()), expected);
    }

    private List<Fact> partOf(List<Fact> log, int round) {
        var from = (int) ((long) log.size() * round / plan.rounds());
        var to = (int) ((long) log.size() * (round + 1) / plan.rounds());
        return log.subList(from, to);
    }

    private void hurt(Sending sending, List<Fact> part, String victim) {
        var sent = CompletableFuture.supplyAsync(() -> sending.send(part));
        var moment = Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS));
        sleep(moment);
        var killedAt = Instant.now();
        system.kill(victim);
        acknowledged.addAll(sent.join().acknowledged());
        system.awaitBack(victim, READY_LIMIT);
        var readyAfter = Duration.between(killedAt, Instant.now());
        kills.add(new FaultReport.Kill(victim, moment.toMillis(), readyAfter.toMillis()));
        progress.tell(
                "round %d: killed %s after %d ms, ready again %d ms later",
                kills.size(), victim, moment.toMillis(), readyAfter.toMillis());
    }

    private FaultReport report(Api api, List<Fact> log, Settling.Settled settled, Duration took, Outcome expected) {
        var check = new AfterCheck(api);
        var proof = check.ledger();
        return new FaultReport(
                plan.seed(),
                log.size(),
                acknowledged.size(),
                kills,
                settled.complete(),
                settled.remark(),
                took.toMillis(),
                differences(expected, settled.findings()),
                check.missing(acknowledged),
                check.duplicateRewards(),
                proof.ok(),
                proof.sums());
    }

    private static List<String> differences(Outcome expected, Findings found) {
        return found.differencesFrom(expected);
    }

    private static void sleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between kills", interrupted);
        }
    }
}
