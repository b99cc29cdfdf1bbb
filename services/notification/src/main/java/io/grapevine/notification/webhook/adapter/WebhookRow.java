package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.Endpoint;
import io.grapevine.notification.webhook.Endpoint.DisabledReason;
import io.grapevine.notification.webhook.Endpoint.ExpiringSecret;
import io.grapevine.notification.webhook.Subscription;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An endpoint as the table holds it; its secrets are sealed. */
@Entity
@Table(name = "webhooks")
@IdClass(WebhookRow.Key.class)
class WebhookRow {

    record Key(String tenantId, String webhookId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "webhook_id")
    String webhookId;

    String url;

    String types;

    String secret;

    @Column(name = "previous_secret")
    @Nullable
    String previousSecret;

    @Column(name = "previous_secret_until")
    @Nullable
    Instant previousSecretUntil;

    @Nullable
    String disabled;

    @Column(name = "paused_until")
    @Nullable
    Instant pausedUntil;

    @Column(name = "created_at")
    Instant createdAt;

    Subscription subscription() {
        return new Subscription(List.of(types.split(" ")));
    }

    Optional<DisabledReason> disabledBecause() {
        return Optional.ofNullable(disabled).map(word -> DisabledReason.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    Endpoint toEndpoint(SecretVault vault) {
        return new Endpoint(webhookId, url, vault.open(tenantId, secret), previous(vault));
    }

    private @Nullable ExpiringSecret previous(SecretVault vault) {
        return previousSecret == null || previousSecretUntil == null
                ? null
                : new ExpiringSecret(vault.open(tenantId, previousSecret), previousSecretUntil);
    }

    boolean pausedAt(Instant now) {
        return pausedUntil != null && pausedUntil.isAfter(now);
    }
}
