package io.grapevine.insights.kpi.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.insights.kpi.Figures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every goal by the clock: figures over a window change without an event. What is told, and that it was told, are one transaction on
 * the goal's row, so any number of instances tell of a crossing once.
 */
@ApplicationScoped
class LookAtGoals {

    private static final String SOURCE = "insights";
    private static final String MISSED = "goal_missed";
    private static final String MET = "goal_met";
    // One program a transaction: its figures are counted in it.
    private static final int BATCH = 1;
    private static final int TENANTS = 200;

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Duration every;

    LookAtGoals(
            TenantTransactions transactions,
            TenantSweep sweep,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "grapevine.insights.goals-every") Duration every) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.outbox = outbox;
        this.clock = clock;
        this.every = every;
    }

    @Scheduled(every = "{grapevine.insights.goals-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var before = now.minus(every.dividedBy(2));
        return sweep.run(
                "goals",
                transactions.presenting("worklist", "goals", session -> tenants(session, before)),
                BATCH,
                (session, tenantId) -> lookAtOne(session, tenantId, before, now));
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant before) {
        return session.createNativeQuery(KpiQueries.TENANTS_DUE, String.class)
                .setParameter("before", before)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Integer> lookAtOne(Mutiny.StatelessSession session, String tenantId, Instant before, Instant now) {
        return session.createNativeQuery(KpiQueries.DUE, String.class)
                .setParameter("before", before)
                .getResultList()
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : lookAt(session, tenantId, due.getFirst(), now).replaceWith(1));
    }

    private Uni<Void> lookAt(Mutiny.StatelessSession session, String tenantId, String programKey, Instant now) {
        var goals = new Goals(session, programKey);
        var alerts = new ArrayList<Event<AlertRaised>>();
        return goals.all()
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(
                        held -> goals.figures(now.minus(held.goal().window()), now)
                                .chain(figures -> judge(goals, held, figures, now, tenantId, programKey, alerts)))
                .collect()
                .last()
                .chain(() -> outbox.add(session, alerts));
    }

    private static Uni<Integer> judge(
            Goals goals,
            Goals.Held held,
            Figures figures,
            Instant now,
            String tenantId,
            String programKey,
            List<Event<AlertRaised>> alerts) {
        var goal = held.goal();
        var actual = figures.actual(goal.kpi(), goal.currency()).orElse(null);
        @Nullable Boolean met = actual == null ? null : (Boolean) goal.metBy(actual);
        if (actual != null && met != null && goal.crossed(held.met(), met))
            alerts.add(alert(tenantId, programKey, goal.sentence(programKey, actual, met), met, now));
        return goals.looked(goal, met, now);
    }

    private static Event<AlertRaised> alert(
            String tenantId, String programKey, String sentence, boolean met, Instant now) {
        var id = Identifier.next("alr");
        return Event.stated(
                tenantId, id, SOURCE, now, null, new AlertRaised(id, programKey, met ? MET : MISSED, sentence));
    }
}
