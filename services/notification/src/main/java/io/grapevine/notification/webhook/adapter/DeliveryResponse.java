package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
        List<Attempt> attempts,

        @Schema(description = "The body of every attempt, byte for byte; only where one delivery is asked for.")
        @Nullable
        String body) {

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
                Stream.concat(
                                attempts.stream()
                                        .filter(attempt -> attempt.deliveryId.equals(row.deliveryId))
                                        .map(DeliveryResponse::attempt),
                                succeeded(row))
                        .toList(),
                row.body);
    }

    private static Attempt attempt(AttemptRow row) {
        return new Attempt(row.attempt, row.attemptedAt, row.statusCode, row.error, row.durationMs);
    }

    private static Stream<Attempt> succeeded(DeliveryRow row) {
        return row.deliveredAt == null || row.deliveredMs == null
                ? Stream.empty()
                : Stream.of(new Attempt(row.attempts, row.deliveredAt, row.deliveredCode, null, row.deliveredMs));
    }
}
