package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.Endpoint.DisabledReason;
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
        String secret) {

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
                null);
    }

    WebhookResponse showing(String secret) {
        return new WebhookResponse(
                id, url, types, enabled, disabledReason, pausedUntil, createdAt, previousSecretValidUntil, secret);
    }
}
