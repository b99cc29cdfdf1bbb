package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.webhook.Circuit;
import io.grapevine.notification.webhook.Endpoint.DisabledReason;
import io.grapevine.notification.webhook.Health;
import io.grapevine.notification.webhook.RetrySchedule;
import io.grapevine.notification.webhook.Verdict;
import io.grapevine.notification.webhook.Window;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One turn of a lane, in one transaction: keep the lane, write down what became of the deliveries that were in hand, take as many more as the
 * receiver's health, its throttle and the window leave room for.
 */
@ApplicationScoped
class LaneTurn {

    /** An instance that died holds its lanes no longer than this; one that lives comes back sooner. */
    static final Duration HOLD = Duration.ofSeconds(10);

    // Bounds the transaction that ends, or puts off, the backlog of an endpoint.
    private static final int MOST_PUT_OFF_AT_ONCE = 500;
    private static final String ENDPOINT_DISABLED = "endpoint_disabled";

    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final SettleAttempts settleAttempts;
    private final InstantSource clock;
    private final RetrySchedule schedule;

    LaneTurn(
            TenantTransactions transactions,
            Webhooks webhooks,
            Deliveries deliveries,
            SettleAttempts settleAttempts,
            WebhookConfig config,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.settleAttempts = settleAttempts;
        this.clock = clock;
        this.schedule = new RetrySchedule(config.retryWaits());
    }

    /** What a lane brings to its turn. */
    record Hand(DueEndpoints.Due due, String lane, List<Outcome> ended, Set<String> inHand, Window window) {
        Hand {
            ended = List.copyOf(ended);
            inHand = Set.copyOf(inHand);
        }
    }

    /** What it takes from it. */
    sealed interface Result {
        /** Another instance serves the endpoint now, or there is none any more. */
        record Lost() implements Result {}

        /** More to post, none of it if the receiver is to be left alone; with nothing more and nothing in hand the lane is left. */
        record Taken(WebhookRow webhook, List<ClaimRow> claims, boolean leftAlone, boolean left) implements Result {}

        /** Deliveries that ended, or were put off, without being posted; {@code more} if there may be others. */
        record PutOff(int buried, boolean more) implements Result {}
    }

    RetrySchedule schedule() {
        return schedule;
    }

    Uni<Result> take(Hand hand) {
        return transactions.inTenant(hand.due().tenantId(), session -> {
            var now = clock.instant();
            return webhooks.holdLane(session, hand.due(), hand.lane(), now, now.plus(HOLD))
                    .chain(held -> held.isEmpty()
                            ? Uni.createFrom().item(new Result.Lost())
                            : take(session, hand, held.get(), now));
        });
    }

    /** Lets others serve the endpoint; what is in hand stays pending and due. */
    Uni<Void> leave(DueEndpoints.Due due, String lane) {
        return transactions.inTenant(due.tenantId(), session -> webhooks.leaveLane(session, due, lane));
    }

    private Uni<Result> take(Mutiny.StatelessSession session, Hand hand, WebhookRow webhook, Instant now) {
        var before = health(webhook);
        var after = before;
        for (var outcome : hand.ended())
            if (outcome.answer() != null) after = after.after(outcome.answer(), outcome.verdict(), now);
        var health = after;
        if (!health.equals(before)) write(health, webhook);
        return settleAttempts
                .handle(session, webhook.tenantId, hand.ended(), now)
                .chain(() -> next(session, hand, webhook, health, now))
                .call(() -> health.equals(before) && webhook.maxPerSecond == null
                        ? Uni.createFrom().voidItem()
                        : session.update(webhook));
    }

    private Uni<Result> next(
            Mutiny.StatelessSession session, Hand hand, WebhookRow webhook, Health health, Instant now) {
        if (webhook.disabled != null)
            return settleAttempts
                    .bury(session, webhook, hand.inHand(), MOST_PUT_OFF_AT_ONCE, now, ENDPOINT_DISABLED)
                    .map(buried -> new Result.PutOff(buried, buried == MOST_PUT_OFF_AT_ONCE));
        if (health.circuit().hasFailedProbe() && health.circuit().at(now) == Circuit.State.OPEN)
            return putOff(session, hand, webhook, now);
        var room = permitted(webhook, health.room(hand.window(), hand.inHand().size(), now), now);
        var leftAlone = health.room(Window.smallest(), 0, now) == 0;
        return deliveries
                .due(session, webhook, hand.inHand(), room, now)
                .invoke(claims -> spend(webhook, claims.size(), now))
                .chain(claims -> claims.isEmpty() && hand.inHand().isEmpty()
                        ? webhooks.leaveLane(session, hand.due(), hand.lane())
                                .invoke(() -> webhook.leaveLane())
                                .replaceWith(new Result.Taken(webhook, claims, leftAlone, true))
                        : Uni.createFrom().item(new Result.Taken(webhook, claims, leftAlone, false)));
    }

    /** The probe failed for all that are due: their attempt counts as made, so that no backlog outlives its schedule. */
    private Uni<Result> putOff(Mutiny.StatelessSession session, Hand hand, WebhookRow webhook, Instant now) {
        return deliveries
                .due(session, webhook, hand.inHand(), MOST_PUT_OFF_AT_ONCE, now)
                .call(claims -> settleAttempts.handle(session, webhook.tenantId, notTried(claims, now), now))
                .map(claims -> new Result.PutOff(0, claims.size() == MOST_PUT_OFF_AT_ONCE));
    }

    private List<Outcome> notTried(List<ClaimRow> claims, Instant now) {
        var outcomes = new ArrayList<Outcome>();
        for (var claim : claims) {
            var jitter = ThreadLocalRandom.current().nextDouble();
            var verdict = Verdict.notTried(schedule, claim.failures, jitter);
            outcomes.add(new Outcome(claim, now, Duration.ZERO, null, verdict));
        }
        return outcomes;
    }

    private static int permitted(WebhookRow webhook, int room, Instant now) {
        return webhook.throttle()
                .map(throttle -> throttle.take(room, spentUntil(webhook), now).count())
                .orElse(room);
    }

    private static void spend(WebhookRow webhook, int posts, Instant now) {
        webhook.throttle()
                .ifPresent(throttle -> webhook.spentUntil =
                        throttle.take(posts, spentUntil(webhook), now).spentUntil());
    }

    private static Instant spentUntil(WebhookRow webhook) {
        return webhook.spentUntil == null ? Instant.EPOCH : webhook.spentUntil;
    }

    private static Health health(WebhookRow webhook) {
        var pausedUntil = webhook.pausedUntil == null ? Instant.EPOCH : webhook.pausedUntil;
        return new Health(webhook.circuit(), pausedUntil, webhook.disabled != null);
    }

    private static void write(Health health, WebhookRow webhook) {
        webhook.becomes(health.circuit());
        if (!health.pausedUntil().equals(Instant.EPOCH)) webhook.pausedUntil = health.pausedUntil();
        if (health.gone() && webhook.disabled == null) webhook.disabled = DisabledReason.GONE.wireName();
    }
}
