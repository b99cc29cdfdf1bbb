package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.Endpoint.DisabledReason;
import io.grapevine.notification.webhook.SignatureKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as its tenant sees it. */
record WebhookResponse(
        String id,
        String url,
        List<String> types,
        boolean enabled,

        @Schema(description = "gone: the receiver answered 410; by_tenant: switched off") @Nullable
        String disabledReason,

        @Schema(description = "The receiver asked to slow down until then.") @Nullable
        Instant pausedUntil,

        Instant createdAt,

        @Schema(description = "Until then the replaced secret signs too.") @Nullable
        Instant previousSecretValidUntil,

        @Schema(description = "whsec_…; shown when the endpoint is made and when its secret is rotated, never again.")
        @Nullable
        String secret,

        @Schema(description = "v1, v1a or both") List<String> signatures,

        @Schema(description = "whpk_…; what the receiver checks v1a signatures with.") @Nullable
        String publicKey,

        boolean ordered,
        @Nullable Integer maxPerSecond,

        @Schema(
                description =
                        "Failed attempts since the receiver last answered; from 5 on it is left alone for a while.")
        int failuresInRow,

        @Schema(description = "The circuit is open: nothing is posted before then.") @Nullable
        Instant circuitOpenUntil) {

    static WebhookResponse of(WebhookRow row) {
        return new WebhookResponse(
                row.webhookId,
                row.url,
                row.subscription().patterns(),
                row.disabled == null,
                row.disabledBecause().map(DisabledReason::wireName).orElse(null),
                row.pausedUntil,
                row.createdAt,
                row.previousSecretUntil,
                null,
                row.signatureKinds().stream().map(SignatureKind::wireName).toList(),
                row.publicKey,
                row.ordered,
                row.maxPerSecond,
                row.failuresInRow,
                row.openUntil);
    }

    WebhookResponse showing(String secret) {
        return new WebhookResponse(
                id,
                url,
                types,
                enabled,
                disabledReason,
                pausedUntil,
                createdAt,
                previousSecretValidUntil,
                secret,
                signatures,
                publicKey,
                ordered,
                maxPerSecond,
                failuresInRow,
                circuitOpenUntil);
    }
}
