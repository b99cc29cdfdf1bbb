package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.replay.Pace;
import io.grapevine.attribution.replay.ReplayState;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Works on replays, a page of each tenant's first one at a time, and rests in between. A page is one transaction that holds the replay
 * and moves it on, so any number of instances may work, and whatever ends one in the middle of a page loses that page only.
 */
@ApplicationScoped
class RunReplays {

    private static final Logger LOG = Logger.getLogger(RunReplays.class);
    // A database that is away for a minute is no reason to give up; a page that never works is.
    private static final int MOST_FAILURES = 60;

    private final TenantTransactions transactions;
    private final DecideReplay decideReplay;
    private final ApplyReplay applyReplay;
    private final DecisionMetrics metrics;
    private final InstantSource clock;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private long decidedBefore;

    RunReplays(
            TenantTransactions transactions,
            DecideReplay decideReplay,
            ApplyReplay applyReplay,
            DecisionMetrics metrics,
            InstantSource clock) {
        this.transactions = transactions;
        this.decideReplay = decideReplay;
        this.applyReplay = applyReplay;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.replays.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var here = MutinyHelper.executor(Vertx.currentContext());
        return Multi.createBy()
                .repeating()
                .uni(() -> turn(here))
                .whilst(worked -> worked)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("replays wait for the next time: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** A page of every tenant that has one, then a rest as long as they took others' time. */
    private Uni<Boolean> turn(Executor here) {
        var others = metrics.decided() > decidedBefore;
        var began = clock.instant();
        return transactions
                .presenting("worklist", "replays", Replays::tenants)
                .chain(this::pages)
                .chain(worked -> worked
                        ? rest(Pace.USUAL.rest(Duration.between(began, clock.instant()), others), here)
                        : Uni.createFrom().item(false));
    }

    // What its own pages decided, while one is applied, is no reason to rest longer.
    private Uni<Boolean> rest(Duration rest, Executor here) {
        decidedBefore = metrics.decided();
        return Uni.createFrom().item(true).onItem().delayIt().by(rest).emitOn(here);
    }

    private Uni<Boolean> pages(List<String> tenants) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(this::page)
                .collect()
                .asList()
                .map(worked -> worked.contains(true));
    }

    private Uni<Boolean> page(String tenantId) {
        return transactions
                .inTenant(tenantId, Replays::next)
                .chain(next -> next.isEmpty()
                        ? Uni.createFrom().item(false)
                        : work(next.get())
                                .invoke(() -> failures.remove(next.get().replayId()))
                                .onFailure()
                                .recoverWithUni(failure -> failed(next.get(), failure)));
    }

    private Uni<Boolean> work(ReplayRow replay) {
        return switch (replay.is()) {
            case QUEUED ->
                transactions.inTenant(replay.tenantId(), session -> held(session, replay, decideReplay::begin));
            case RUNNING ->
                transactions.inSnapshot(replay.tenantId(), session -> held(session, replay, decideReplay::page));
            case APPLYING ->
                transactions.inTenant(replay.tenantId(), session -> held(session, replay, applyReplay::page));
            case COMPLETED, APPLIED, CANCELLED, FAILED -> Uni.createFrom().item(false);
        };
    }

    private interface Page {
        Uni<ReplayRow> in(Mutiny.StatelessSession session, ReplayRow replay);
    }

    /** Another instance may have it, or somebody may have cancelled it meanwhile. */
    private static Uni<Boolean> held(Mutiny.StatelessSession session, ReplayRow replay, Page page) {
        return Replays.take(session, replay.replayId())
                .map(taken -> taken.filter(row -> row.is() == replay.is()))
                .chain(taken -> work(session, taken, page));
    }

    private static Uni<Boolean> work(Mutiny.StatelessSession session, Optional<ReplayRow> taken, Page page) {
        return taken.isEmpty()
                ? Uni.createFrom().item(false)
                : page.in(session, taken.get()).replaceWith(true);
    }

    private Uni<Boolean> failed(ReplayRow replay, Throwable failure) {
        LOG.warnf(failure, "replay %s of %s waits for the next time", replay.replayId(), replay.tenantId());
        if (failures.merge(replay.replayId(), 1, Integer::sum) < MOST_FAILURES || replay.is() == ReplayState.APPLYING)
            return Uni.createFrom().item(false);
        failures.remove(replay.replayId());
        return transactions
                .inTenant(
                        replay.tenantId(),
                        session -> Replays.save(
                                session, replay.failed(failure.getClass().getSimpleName(), clock.instant())))
                .replaceWith(false);
    }
}
