package io.grapevine.insights.experiment.adapter;

import io.grapevine.chassis.watch.Watch;
import io.grapevine.insights.experiment.Counts;
import io.grapevine.insights.experiment.ExperimentReport;
import io.grapevine.insights.experiment.Recommendation;
import io.grapevine.insights.experiment.Run;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks at every running experiment by the clock, tells once of each end it comes to, and stops it if that is asked. */
@ApplicationScoped
class LookAtExperiments {

    private static final String STOPPED = "experiment_stopped";
    private static final String RESULT = "experiment_result";

    private final Watch watch;
    private final Duration every;

    LookAtExperiments(Watch watch, @ConfigProperty(name = "grapevine.insights.experiments-every") Duration every) {
        this.watch = watch;
        this.every = every;
    }

    @Scheduled(
            every = "{grapevine.insights.experiments-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return watch.round("experiments", ExperimentQueries.TENANTS_DUE, every, this::lookAtOne);
    }

    private Uni<Integer> lookAtOne(Mutiny.StatelessSession session, String tenantId, Instant before, Instant now) {
        var experiments = new Experiments(session);
        return experiments
                .due(before)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : experiments
                                .counts(due.get())
                                .chain(counts -> judge(session, experiments, due.get(), counts, tenantId, now))
                                .replaceWith(1));
    }

    private Uni<Void> judge(
            Mutiny.StatelessSession session,
            Experiments experiments,
            Experiments.Held held,
            Counts counts,
            String tenantId,
            Instant now) {
        var experiment = held.experiment();
        var advice = ExperimentReport.recommend(experiment, held.run(), counts);
        var verdict = advice.verdict().wireName();
        if (!advice.verdict().ends()) return experiments.looked(experiment.key(), null, now);
        if (experiment.autoStop())
            return experiments
                    .stop(experiment.key(), now, Run.StoppedBy.RULE)
                    .chain(() -> experiments.looked(experiment.key(), verdict, now))
                    .chain(() -> tell(session, tenantId, held, advice, STOPPED, now));
        if (verdict.equals(held.told())) return experiments.looked(experiment.key(), null, now);
        return experiments
                .looked(experiment.key(), verdict, now)
                .chain(() -> tell(session, tenantId, held, advice, RESULT, now));
    }

    private Uni<Void> tell(
            Mutiny.StatelessSession session,
            String tenantId,
            Experiments.Held held,
            Recommendation advice,
            String code,
            Instant now) {
        var experiment = held.experiment();
        var sentence = "Experiment %s of program %s%s: %s"
                .formatted(
                        experiment.key(),
                        experiment.programKey(),
                        code.equals(STOPPED) ? " was stopped by its rule" : " has a result",
                        advice.sentence());
        return watch.tell(session, tenantId, experiment.programKey(), code, sentence, now);
    }
}
