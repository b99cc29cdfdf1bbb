package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @JsonProperty
    String subject;

    @Id
    @JsonProperty
    int sequence;

    @JsonProperty
    String state;

    @JsonProperty
    @Nullable
    String reason;

    @Column(name = "changed_at")
    @JsonProperty("changed_at")
    Instant changedAt;

    static ChangeRow of(String tenantId, Change change) {
        var row = new ChangeRow();
        row.tenantId = tenantId;
        row.subject = change.subject();
        row.sequence = change.sequence();
        row.state = change.state();
        row.reason = change.reason();
        row.changedAt = change.at();
        return row;
    }

    Change toChange() {
        return new Change(subject, sequence, state, reason, changedAt);
    }
}
