package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as its tenant sees it. */
record DeliveryResponse(
        @Schema(description = "The webhook-id of every attempt.")
        String id,

        String type,

        @Schema(description = "The event on the log that is told.")
        String eventId,

        @Schema(description = "pending, delivered or dead_letter")
        String status,

        @Schema(description = "While pending: when the next attempt is due.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "Why the last attempt failed, or why it was given up.") @Nullable
        String error,

        Instant createdAt,
        @Nullable Instant endedAt,
        List<Attempt> attempts) {

    /** One post and what came of it. */
    record Attempt(
            int attempt,
            Instant at,
            @Nullable Integer statusCode,
            @Nullable String error,
            int durationMs) {}

    static DeliveryResponse of(DeliveryRow row, List<AttemptRow> attempts) {
        return new DeliveryResponse(
                row.deliveryId,
                row.type,
                row.eventId,
                row.status,
                row.status.equals(DeliveryStatus.PENDING.wireName()) ? row.dueAt : null,
                row.lastError,
                row.createdAt,
                row.endedAt,
                attempts.stream()
                        .filter(attempt -> attempt.deliveryId.equals(row.deliveryId))
                        .map(attempt -> new Attempt(
                                attempt.attempt,
                                attempt.attemptedAt,
                                attempt.statusCode,
                                attempt.error,
                                attempt.durationMs))
                        .toList());
    }
}
