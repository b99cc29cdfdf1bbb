package io.grapevine.notification.bounce.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** An address that is not written to, by its hash. */
@Entity
@Table(name = "suppressions")
@IdClass(SuppressionRow.Key.class)
class SuppressionRow {

    record Key(String tenantId, String addressHash) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "address_hash")
    String addressHash;

    String reason;

    String detail;

    @Column(name = "suppressed_at")
    Instant suppressedAt;
}
