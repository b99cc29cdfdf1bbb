package io.grapevine.benchmark.running.adapter;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.benchmark.figure.Findings;
import io.grapevine.benchmark.load.LoadOutcome;
import io.grapevine.benchmark.load.adapter.LoadGenerator;
import io.grapevine.benchmark.running.Plan;

/** What every benchmark works with. */
public record Session(Bed bed, Plan plan, LoadGenerator load, Findings findings, Progress progress) {

    public Grapevine system() {
        return bed.system();
    }

    /** Hands an outcome on and keeps what it complains of. */
    public LoadOutcome noted(Plan.Name benchmark, LoadOutcome outcome) {
        findings.complain(benchmark.word(), outcome.complaints());
        return outcome;
    }

    /** Waits until the edge has nothing left to do of the rounds before; says so in the report if that takes too long. */
    public void settle(Plan.Name benchmark) {
        try (var backlog = new Backlog(system())) {
            if (!backlog.awaitNone(progress)) {
                findings.remark(
                        benchmark.word() + ": click-tracking still had work of an earlier round when the next began");
            }
        }
    }
}
