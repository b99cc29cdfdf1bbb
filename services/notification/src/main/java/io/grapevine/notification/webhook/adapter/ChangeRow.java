package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.message.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change that was seen. */
@Entity
@Table(name = "changes")
@IdClass(ChangeRow.Key.class)
class ChangeRow {

    record Key(String tenantId, String subject, int sequence) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String subject;

    @Id
    int sequence;

    String state;

    @Nullable
    String reason;

    @Column(name = "changed_at")
    Instant changedAt;

    Change toChange() {
        return new Change(subject, sequence, state, reason, changedAt);
    }
}
