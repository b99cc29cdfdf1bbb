package io.grapevine.notification.webhook.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A delivery that is due and may be attempted by whoever has its endpoint's lane. */
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

    int failures;

    int attempts;

    String body;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;
}
