package io.grapevine.notification.webhook.adapter;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.Idempotency;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.SigningKeyPair;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.notification.webhook.Circuit;
import io.grapevine.notification.webhook.Endpoint.DisabledReason;
import io.grapevine.notification.webhook.SignatureKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes, changes and removes endpoints. */
@ApplicationScoped
class EditWebhooks {

    private static final int CREATED = 201;
    private static final int OK = 200;

    private final TenantTransactions transactions;
    private final Webhooks webhooks;
    private final SecretVault vault;
    private final WebhookConfig config;
    private final InstantSource clock;

    EditWebhooks(
            TenantTransactions transactions,
            Webhooks webhooks,
            SecretVault vault,
            WebhookConfig config,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    /** The new endpoint with its secret; the same request again answers the same. */
    Uni<Answer> create(String tenantId, Optional<IdempotentRequest> request, WebhookForm form) {
        return transactions.inTenant(
                tenantId,
                session -> Idempotency.once(session, tenantId, request, () -> insert(session, tenantId, form))
                        .chain(answer -> withSecret(session, tenantId, answer)));
    }

    /** The endpoint with its new secret; the replaced one signs beside it for a while. */
    Uni<Answer> rotate(String tenantId, Optional<IdempotentRequest> request, String webhookId) {
        return transactions.inTenant(
                tenantId,
                session -> Idempotency.once(session, tenantId, request, () -> rotate(session, tenantId, webhookId))
                        .chain(answer -> withSecret(session, tenantId, answer)));
    }

    Uni<WebhookResponse> change(String tenantId, String webhookId, WebhookForm form) {
        return transactions.inTenant(
                tenantId,
                session -> webhooks.toChange(session, tenantId, webhookId)
                        .invoke(row -> apply(form, row))
                        .call(session::update)
                        .map(WebhookResponse::of));
    }

    /** Its deliveries go with it, those that wait included. */
    Uni<Void> delete(String tenantId, String webhookId) {
        return transactions.inTenant(
                tenantId,
                session -> webhooks.toChange(session, tenantId, webhookId).chain(session::delete));
    }

    private Uni<Answer> insert(Mutiny.StatelessSession session, String tenantId, WebhookForm form) {
        var row = row(tenantId);
        apply(form, row);
        return webhooks.all(session, tenantId)
                .invoke(existing -> {
                    if (existing.size() >= Webhooks.MOST_PER_TENANT)
                        throw Problem.conflict(
                                "too_many_webhooks",
                                "A tenant has at most " + Webhooks.MOST_PER_TENANT + " webhooks; delete one first.");
                })
                .chain(() -> session.insert(row))
                .replaceWith(() -> Answer.of(CREATED, WebhookResponse.of(row)));
    }

    private Uni<Answer> rotate(Mutiny.StatelessSession session, String tenantId, String webhookId) {
        return webhooks.toChange(session, tenantId, webhookId)
                .invoke(row -> {
                    row.previousSecret = row.secret;
                    row.previousSecretUntil = now().plus(config.rotationOverlap());
                    row.secret = vault.seal(tenantId, webhookId, vault.fresh());
                    row.previousSigningKey = row.signingKey;
                    if (row.signingKey != null) giveKeyPair(row);
                })
                .call(session::update)
                .map(row -> Answer.of(OK, WebhookResponse.of(row)));
    }

    private WebhookRow row(String tenantId) {
        var row = new WebhookRow();
        row.tenantId = tenantId;
        row.webhookId = Identifier.next("whk");
        row.secret = vault.seal(tenantId, row.webhookId, vault.fresh());
        row.createdAt = now();
        return row;
    }

    /** As fine as the database keeps it: what is answered now is what will be shown. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void giveKeyPair(WebhookRow row) {
        var pair = SigningKeyPair.fresh();
        row.signingKey = vault.seal(row.tenantId, row.webhookId, pair);
        row.publicKey = pair.publicKey();
    }

    private void apply(WebhookForm form, WebhookRow row) {
        form.target().ifPresent(target -> {
            row.url = target.url();
            row.pausedUntil = null; // the other receiver asked for it
            row.becomes(Circuit.closed());
        });
        form.subscription().ifPresent(subscription -> row.types = String.join(" ", subscription.patterns()));
        form.signatures().ifPresent(kinds -> {
            row.signatures = kinds.stream().map(SignatureKind::wireName).collect(joining(" "));
            if (kinds.contains(SignatureKind.V1A) && row.signingKey == null) giveKeyPair(row);
        });
        form.ordered().ifPresent(ordered -> row.ordered = ordered);
        form.maxPerSecond().ifPresent(most -> row.maxPerSecond = most == 0 ? null : most);
        form.enabled().ifPresent(enabled -> {
            if (enabled) {
                row.disabled = null;
                row.pausedUntil = null;
                row.becomes(Circuit.closed());
            } else if (row.disabled == null) row.disabled = DisabledReason.BY_TENANT.wireName();
        });
    }

    /** The secret is added outside of what idempotency keeps, so that no table holds it readable. */
    private Uni<Answer> withSecret(Mutiny.StatelessSession session, String tenantId, Answer answer) {
        var response = read(answer);
        return session.get(WebhookRow.class, new WebhookRow.Key(tenantId, response.id()))
                .map(row -> row == null
                        ? answer
                        : Answer.of(
                                answer.status(),
                                response.showing(
                                        vault.open(tenantId, row.secret).reveal())));
    }

    private static WebhookResponse read(Answer answer) {
        try {
            return EventJson.mapper().readValue(answer.body(), WebhookResponse.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read", e);
        }
    }
}
