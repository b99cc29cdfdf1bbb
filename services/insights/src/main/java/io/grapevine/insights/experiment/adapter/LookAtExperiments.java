package io.grapevine.insights.experiment.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.insights.experiment.Counts;
import io.grapevine.insights.experiment.ExperimentReport;
import io.grapevine.insights.experiment.Recommendation;
import io.grapevine.insights.experiment.Run;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Looks at every running experiment by the clock, tells once of each end it comes to, and stops it if that is asked. What is told, and that it
 * was told, are one transaction on the experiment's row, so any number of instances tell once.
 */
@ApplicationScoped
class LookAtExperiments {

    private static final String SOURCE = "insights";
    private static final String STOPPED = "experiment_stopped";
    private static final String RESULT = "experiment_result";
    // One experiment a transaction: it is counted in it.
    private static final int BATCH = 1;
    private static final int TENANTS = 200;

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Duration every;

    LookAtExperiments(
            TenantTransactions transactions,
            TenantSweep sweep,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "grapevine.insights.experiments-every") Duration every) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.outbox = outbox;
        this.clock = clock;
        this.every = every;
    }

    @Scheduled(
            every = "{grapevine.insights.experiments-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var before = now.minus(every.dividedBy(2));
        return sweep.run(
                "experiments",
                transactions.presenting("worklist", "experiments", session -> tenants(session, before)),
                BATCH,
                (session, tenantId) -> lookAtOne(session, tenantId, before, now));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant before) {
        return session.createNativeQuery(ExperimentQueries.TENANTS_DUE, String.class)
                .setParameter("before", before)
                .setParameter("most", TENANTS)
                .getResultList();
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
                    .chain(() -> outbox.add(session, List.of(alert(tenantId, held, advice, STOPPED, now))));
        if (verdict.equals(held.told())) return experiments.looked(experiment.key(), null, now);
        return experiments
                .looked(experiment.key(), verdict, now)
                .chain(() -> outbox.add(session, List.of(alert(tenantId, held, advice, RESULT, now))));
    }

    private static Event<AlertRaised> alert(
            String tenantId, Experiments.Held held, Recommendation advice, String code, Instant now) {
        var id = Identifier.next("alr");
        var experiment = held.experiment();
        var detail = "Experiment %s of program %s%s: %s"
                .formatted(
                        experiment.key(),
                        experiment.programKey(),
                        code.equals(STOPPED) ? " was stopped by its rule" : " has a result",
                        advice.sentence());
        return Event.stated(
                tenantId, id, SOURCE, now, null, new AlertRaised(id, experiment.programKey(), code, detail));
    }
}
