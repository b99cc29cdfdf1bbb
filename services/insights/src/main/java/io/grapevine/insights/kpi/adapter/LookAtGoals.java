package io.grapevine.insights.kpi.adapter;

import io.grapevine.chassis.watch.Watch;
import io.grapevine.insights.kpi.Figures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Looks at every goal by the clock: figures over a window change without an event. A crossing is told once. */
@ApplicationScoped
class LookAtGoals {

    private static final String MISSED = "goal_missed";
    private static final String MET = "goal_met";

    private final Watch watch;
    private final Duration every;

    LookAtGoals(Watch watch, @ConfigProperty(name = "grapevine.insights.goals-every") Duration every) {
        this.watch = watch;
        this.every = every;
    }

    @Scheduled(every = "{grapevine.insights.goals-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return watch.round("goals", KpiQueries.TENANTS_DUE, every, this::lookAtOne);
    }

    /** The goals of one program. */
    private Uni<Integer> lookAtOne(Mutiny.StatelessSession session, String tenantId, Instant before, Instant now) {
        return session.createNativeQuery(KpiQueries.DUE, String.class)
                .setParameter("before", before)
                .getResultList()
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : new Look(session, tenantId, due.getFirst(), now)
                                .atAll()
                                .replaceWith(1));
    }

    private final class Look {

        private final Mutiny.StatelessSession session;
        private final String tenantId;
        private final String programKey;
        private final Instant now;
        private final Goals goals;
        /** Most goals are of one window: what is reckoned for one of them holds for all. */
        private final Map<Duration, Uni<Figures>> reckoned = new HashMap<>();

        Look(Mutiny.StatelessSession session, String tenantId, String programKey, Instant now) {
            this.session = session;
            this.tenantId = tenantId;
            this.programKey = programKey;
            this.now = now;
            this.goals = new Goals(session, programKey);
        }

        Uni<Void> atAll() {
            return goals.all()
                    .onItem()
                    .transformToMulti(Multi.createFrom()::iterable)
                    .onItem()
                    .transformToUniAndConcatenate(
                            held -> figures(held.goal().window()).chain(figures -> judge(held, figures)))
                    .collect()
                    .last()
                    .replaceWithVoid();
        }

        private Uni<Figures> figures(Duration window) {
            return reckoned.computeIfAbsent(
                    window,
                    length -> goals.figures(now.minus(length), now).memoize().indefinitely());
        }

        private Uni<Integer> judge(Goals.Held held, Figures figures) {
            var goal = held.goal();
            var actual = figures.actual(goal.kpi(), goal.currency()).orElse(null);
            @Nullable Boolean met = actual == null ? null : (Boolean) goal.metBy(actual);
            var looked = goals.looked(goal, met, now);
            if (actual == null || met == null || !goal.crossed(held.met(), met)) return looked;
            var sentence = goal.sentence(programKey, actual, met);
            return looked.call(() -> watch.tell(session, tenantId, programKey, met ? MET : MISSED, sentence, now));
        }
    }
}
