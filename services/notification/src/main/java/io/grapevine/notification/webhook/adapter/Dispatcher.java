package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.webhook.Endpoint;
import io.grapevine.notification.webhook.Signature;
import io.grapevine.notification.webhook.Verdict;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Posts what is due. Each endpoint has a lane of its own, one at a time in this instance: it claims a few deliveries, posts them
 * side by side, settles each as it ends, and claims again. A receiver that hangs holds up its own lane and no other.
 */
@ApplicationScoped
class Dispatcher {

    /** Posts to one endpoint at a time: enough to fill its link, few enough not to look like an attack. */
    static final int MOST_AT_ONCE = 8;

    /** Endpoints served at a time; times {@link #MOST_AT_ONCE}, the sockets this instance may hold open. */
    static final int MOST_LANES = 256;

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    // Bounds the transaction that buries the backlog of an endpoint that is off.
    private static final int MOST_BURIED_AT_ONCE = 500;
    private static final String ENDPOINT_DISABLED = "endpoint_disabled";
    // A settlement is repeated for as long as its lease surely holds: afterwards another attempt decides.
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final DueEndpoints dueEndpoints;
    private final TenantTransactions transactions;
    private final Deliveries deliveries;
    private final SettleAttempt settleAttempt;
    private final SecretVault vault;
    private final Receivers receivers;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;
    private final Set<DueEndpoints.Due> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Dispatcher(
            DueEndpoints dueEndpoints,
            TenantTransactions transactions,
            Deliveries deliveries,
            SettleAttempt settleAttempt,
            SecretVault vault,
            Receivers receivers,
            DeliveryMetrics metrics,
            InstantSource clock) {
        this.dueEndpoints = dueEndpoints;
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.settleAttempt = settleAttempt;
        this.vault = vault;
        this.receivers = receivers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What one turn of a lane found. */
    private sealed interface Turn {
        record Idle() implements Turn {}

        record Buried(int count) implements Turn {}

        record Claimed(Endpoint endpoint, List<ClaimRow> claims) implements Turn {}
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
        look().subscribe().with(done -> {}, failure -> LOG.warn("cannot look", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    private void openLane(DueEndpoints.Due due) {
        if (stopping || lanes.size() >= MOST_LANES || !lanes.add(due)) return;
        Uni.createFrom()
                .deferred(() -> turn(due))
                .repeat()
                .until(more -> !more || stopping)
                .collect()
                .last()
                .eventually(() -> lanes.remove(due))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("lane of %s stopped, opened again soon: %s", due.webhookId(), failure));
    }

    /** Claims, posts, settles; true if there may be more to do at once. */
    private Uni<Boolean> turn(DueEndpoints.Due due) {
        return transactions
                .inTenant(due.tenantId(), session -> take(session, due))
                .chain(this::work);
    }

    private Uni<Turn> take(Mutiny.StatelessSession session, DueEndpoints.Due due) {
        return session.get(WebhookRow.class, new WebhookRow.Key(due.tenantId(), due.webhookId()))
                .chain(webhook -> take(session, webhook, clock.instant()));
    }

    private Uni<Turn> take(Mutiny.StatelessSession session, @Nullable WebhookRow webhook, Instant now) {
        if (webhook == null) return Uni.createFrom().item(new Turn.Idle());
        if (webhook.disabled != null)
            return settleAttempt
                    .bury(session, webhook.tenantId, webhook.webhookId, MOST_BURIED_AT_ONCE, now, ENDPOINT_DISABLED)
                    .map(Turn.Buried::new);
        if (webhook.pausedAt(now)) return Uni.createFrom().item(new Turn.Idle());
        return deliveries
                .claim(session, webhook.tenantId, webhook.webhookId, MOST_AT_ONCE, now)
                .map(claims -> new Turn.Claimed(webhook.toEndpoint(vault), claims));
    }

    private Uni<Boolean> work(Turn turn) {
        return switch (turn) {
            case Turn.Idle idle -> Uni.createFrom().item(false);
            case Turn.Buried buried -> {
                metrics.buried(buried.count());
                yield Uni.createFrom().item(buried.count() == MOST_BURIED_AT_ONCE);
            }
            case Turn.Claimed claimed -> deliverAll(claimed);
        };
    }

    private Uni<Boolean> deliverAll(Turn.Claimed claimed) {
        return Multi.createFrom()
                .iterable(claimed.claims())
                .onItem()
                .transformToUni(claim -> deliver(claimed.endpoint(), claim))
                .merge(MOST_AT_ONCE)
                .collect()
                .last()
                .replaceWith(claimed.claims().size() == MOST_AT_ONCE);
    }

    private Uni<Void> deliver(Endpoint endpoint, ClaimRow claim) {
        var at = clock.instant();
        var startedNanos = System.nanoTime();
        var body = Buffer.buffer(claim.body);
        var headers = Signature.headers(
                endpoint.secretsValidAt(at), claim.deliveryId, at, claim.body.getBytes(StandardCharsets.UTF_8));
        return receivers
                .post(endpoint.url(), claim.failures, headers, body)
                .map(answer -> new SettleAttempt.Attempted(
                        claim, at, Duration.ofNanos(System.nanoTime() - startedNanos), answer))
                .chain(this::settle)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s is not settled and will be sent again: %s", claim.deliveryId, failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> settle(SettleAttempt.Attempted attempted) {
        var claim = attempted.claim();
        var now = clock.instant();
        var verdict = Verdict.of(
                attempted.answer(),
                claim.failures,
                now,
                ThreadLocalRandom.current().nextDouble());
        return transactions
                .inTenant(claim.tenantId, session -> settleAttempt.handle(session, attempted, verdict, now))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .expireIn(SETTLE_WITHIN.toMillis())
                .invoke(() -> metrics.attempted(attempted, verdict));
    }
}
