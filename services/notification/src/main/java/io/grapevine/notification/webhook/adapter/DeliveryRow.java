package io.grapevine.notification.webhook.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery beside its message's type and event, as it is listed. */
@Entity
@IdClass(DeliveryRow.Key.class)
class DeliveryRow {

    record Key(String tenantId, String deliveryId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "delivery_id")
    String deliveryId;

    String status;

    String type;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "due_at")
    Instant dueAt;

    int attempts;

    @Column(name = "last_error")
    @Nullable
    String lastError;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "delivered_at")
    @Nullable
    Instant deliveredAt;

    @Column(name = "delivered_code")
    @Nullable
    Integer deliveredCode;

    @Column(name = "delivered_ms")
    @Nullable
    Integer deliveredMs;

    @Nullable
    String body;
}
