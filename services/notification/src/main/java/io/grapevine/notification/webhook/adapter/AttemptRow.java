package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
@Entity
@Table(name = "attempts")
@IdClass(AttemptRow.Key.class)
class AttemptRow {

    record Key(String tenantId, String deliveryId, int attempt) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @Column(name = "delivery_id")
    @JsonProperty("delivery_id")
    String deliveryId;

    @Id
    @JsonProperty
    int attempt;

    @Column(name = "attempted_at")
    @JsonProperty("attempted_at")
    Instant attemptedAt;

    @Column(name = "status_code")
    @JsonProperty("status_code")
    @Nullable
    Integer statusCode;

    @JsonProperty
    @Nullable
    String error;

    @Column(name = "duration_ms")
    @JsonProperty("duration_ms")
    int durationMs;
}
