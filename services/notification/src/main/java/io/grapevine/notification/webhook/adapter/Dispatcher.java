package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.signing.SecretVault;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Posts what is due. Each endpoint has a lane of its own ({@link Lane}), in one instance at a time: a receiver that hangs holds up its own lane and
 * no other.
 */
@ApplicationScoped
class Dispatcher {

    /** Endpoints served at a time; times what a lane posts at once, the sockets this instance may hold open. */
    static final int MOST_LANES = 256;

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final DueEndpoints dueEndpoints;
    private final Lane.Tools tools;
    private final InstantSource clock;
    private final Set<DueEndpoints.Due> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile long lastWakeNanos = System.nanoTime();

    Dispatcher(
            DueEndpoints dueEndpoints,
            LaneTurn turn,
            SecretVault vault,
            Receivers receivers,
            DeliveryMetrics metrics,
            InstantSource clock,
            Vertx vertx) {
        this.dueEndpoints = dueEndpoints;
        this.clock = clock;
        this.tools = new Lane.Tools(vertx, turn, receivers, vault, metrics, clock, () -> stopping);
    }

    /** Looks who is due; retries become due with time, so this happens by the clock too. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (stopping) return Uni.createFrom().voidItem();
        return dueEndpoints
                .at(clock.instant())
                .invoke(due -> due.forEach(this::openLane))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (!stopping) LOG.warnf("cannot see who is due, looking again: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    /** Something new is committed: look now. Must be called in a Vert.x context. */
    void wake() {
        lastWakeNanos = System.nanoTime();
        look().subscribe().with(done -> {}, failure -> LOG.warn("cannot look", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    private void openLane(DueEndpoints.Due due) {
        if (stopping || lanes.size() >= MOST_LANES || !lanes.add(due)) return;
        var lane = new Lane(due, tools);
        lane.serve()
                .eventually(() -> lanes.remove(due))
                .subscribe()
                .with(
                        done -> {
                            if (lastWakeNanos - lane.lastTurnNanos() > 0) wake();
                        },
                        failure -> LOG.warnf("lane of %s stopped, opened again soon: %s", due.webhookId(), failure));
    }
}
