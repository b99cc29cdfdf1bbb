package io.grapevine.notification.webhook.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A delivery that this instance may now attempt, until its lease ends. */
@Entity
@IdClass(ClaimRow.Key.class)
class ClaimRow {

    record Key(String tenantId, String deliveryId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "delivery_id")
    String deliveryId;

    @Column(name = "webhook_id")
    String webhookId;

    String lease;

    int failures;

    int attempts;

    String body;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;
}
