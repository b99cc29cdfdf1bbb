package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.Signer;
import io.grapevine.notification.webhook.Circuit;
import io.grapevine.notification.webhook.Endpoint;
import io.grapevine.notification.webhook.Endpoint.DisabledReason;
import io.grapevine.notification.webhook.Endpoint.Replaced;
import io.grapevine.notification.webhook.SignatureKind;
import io.grapevine.notification.webhook.Subscription;
import io.grapevine.notification.webhook.Throttle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    String signatures = SignatureKind.V1.wireName();

    @Column(name = "signing_key")
    @Nullable
    String signingKey;

    @Column(name = "public_key")
    @Nullable
    String publicKey;

    @Column(name = "previous_signing_key")
    @Nullable
    String previousSigningKey;

    boolean ordered;

    @Column(name = "max_per_second")
    @Nullable
    Integer maxPerSecond;

    @Column(name = "spent_until")
    @Nullable
    Instant spentUntil;

    @Column(name = "failures_in_row")
    int failuresInRow;

    @Column(name = "open_until")
    @Nullable
    Instant openUntil;

    @Nullable
    String lane;

    @Column(name = "lane_until")
    @Nullable
    Instant laneUntil;

    Subscription subscription() {
        return new Subscription(List.of(types.split(" ")));
    }

    Optional<DisabledReason> disabledBecause() {
        return Optional.ofNullable(disabled).map(word -> DisabledReason.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    List<SignatureKind> signatureKinds() {
        return Arrays.stream(signatures.split(" "))
                .map(word -> SignatureKind.named(word).orElseThrow())
                .toList();
    }

    Endpoint toEndpoint(SecretVault vault) {
        var replaced = previousSecret == null || previousSecretUntil == null
                ? null
                : new Replaced(signers(vault, previousSecret, previousSigningKey), previousSecretUntil);
        return new Endpoint(webhookId, url, signers(vault, secret, signingKey), replaced);
    }

    /** A key pair that was asked for after the last rotation has no forerunner. */
    private List<Signer> signers(SecretVault vault, String sealedSecret, @Nullable String sealedKeyPair) {
        var signers = new ArrayList<Signer>();
        for (var kind : signatureKinds()) {
            switch (kind) {
                case V1 -> signers.add(vault.open(tenantId, sealedSecret));
                case V1A -> {
                    if (sealedKeyPair != null) signers.add(vault.openKeyPair(tenantId, sealedKeyPair));
                }
            }
        }
        return signers;
    }

    /** Whether where to post and what to sign with are as in the other row: opening secrets costs more than signing. */
    boolean postsLike(WebhookRow other) {
        return url.equals(other.url)
                && signatures.equals(other.signatures)
                && secret.equals(other.secret)
                && Objects.equals(signingKey, other.signingKey)
                && Objects.equals(previousSecret, other.previousSecret)
                && Objects.equals(previousSigningKey, other.previousSigningKey)
                && Objects.equals(previousSecretUntil, other.previousSecretUntil);
    }

    void leaveLane() {
        lane = null;
        laneUntil = null;
    }

    Circuit circuit() {
        return openUntil == null ? new Circuit(failuresInRow, Instant.EPOCH) : new Circuit(failuresInRow, openUntil);
    }

    void becomes(Circuit circuit) {
        failuresInRow = circuit.failuresInRow();
        openUntil = circuit.failuresInRow() < Circuit.THRESHOLD ? null : circuit.openUntil();
    }

    Optional<Throttle> throttle() {
        return Optional.ofNullable(maxPerSecond).map(Throttle::new);
    }

    boolean pausedAt(Instant now) {
        return pausedUntil != null && pausedUntil.isAfter(now);
    }
}
