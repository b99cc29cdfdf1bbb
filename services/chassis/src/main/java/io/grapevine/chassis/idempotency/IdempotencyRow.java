package io.grapevine.chassis.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A request already carried out and what it was answered. */
@Entity
@Table(name = "idempotency_keys")
@IdClass(IdempotencyRow.Key.class)
class IdempotencyRow {

    record Key(String tenantId, String key) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "idempotency_key")
    String key;

    String fingerprint;

    @Nullable
    Integer status;

    @Nullable
    String body;
}
