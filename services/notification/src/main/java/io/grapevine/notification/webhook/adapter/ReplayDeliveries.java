package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sends what has ended again, under the ids it had, once the tenant has mended its receiver. */
@ApplicationScoped
class ReplayDeliveries {

    /** How many dead letters are sent again. */
    record Replayed(int replayed) {}

    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final DeliveryLists lists;
    private final Dispatcher dispatcher;
    private final InstantSource clock;

    ReplayDeliveries(
            TenantTransactions transactions,
            Webhooks webhooks,
            DeliveryLists lists,
            Dispatcher dispatcher,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.lists = lists;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** How many dead letters there were. */
    Uni<Integer> all(String tenantId, String webhookId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> webhooks.existing(session, tenantId, webhookId)
                                .invoke(ReplayDeliveries::requireEnabled)
                                .chain(webhook -> lists.replayAll(session, webhook, clock.instant())))
                .invoke(dispatcher::wake);
    }

    /** How many there were of changes in that time, delivered before or not. */
    Uni<Integer> period(String tenantId, String webhookId, Instant from, Instant to) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> webhooks.existing(session, tenantId, webhookId)
                                .invoke(ReplayDeliveries::requireEnabled)
                                .chain(webhook -> lists.replayPeriod(session, webhook, from, to, clock.instant())))
                .invoke(dispatcher::wake);
    }

    /** @throws Problem 404 if there is no such delivery, 409 {@code still_pending} if it has not ended */
    Uni<Void> one(String tenantId, String webhookId, String deliveryId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> webhooks.existing(session, tenantId, webhookId)
                                .invoke(ReplayDeliveries::requireEnabled)
                                .call(webhook ->
                                        lists.one(session, webhook, deliveryId).invoke(ReplayDeliveries::requireFound))
                                .chain(webhook -> lists.replay(session, webhook, deliveryId, clock.instant())))
                .invoke(replayed -> {
                    if (replayed == 0) throw Problem.conflict("still_pending", "It waits for an attempt anyway.");
                })
                .invoke(dispatcher::wake)
                .replaceWithVoid();
    }

    private static void requireFound(Optional<DeliveryRow> found) {
        if (found.isEmpty()) throw Problem.notFound("This webhook has no such delivery.");
    }

    private static void requireEnabled(WebhookRow webhook) {
        if (webhook.disabled != null)
            throw Problem.conflict(
                    "webhook_disabled", "Switch the webhook on first: PATCH it with {\"enabled\": true}.");
    }
}
