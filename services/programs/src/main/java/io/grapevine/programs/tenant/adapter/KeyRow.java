package io.grapevine.programs.tenant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.programs.apikey.ApiKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key this service made, without the key. */
@Entity
@Table(name = "tenant_keys")
@IdClass(KeyRow.Key.class)
class KeyRow {

    record Key(String tenantId, String keyId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @Column(name = "key_id")
    @JsonProperty("key_id")
    String keyId;

    @Column(name = "key_hash")
    @JsonProperty("key_hash")
    String keyHash;

    @JsonProperty
    String hint;

    @JsonProperty
    String kind;

    @JsonProperty
    String origins;

    @JsonProperty
    @Nullable
    String person;

    @Column(name = "created_at")
    @JsonProperty("created_at")
    Instant createdAt;

    @Column(name = "revoked_at")
    @JsonProperty("revoked_at")
    @Nullable
    Instant revokedAt;

    static KeyRow of(String tenantId, String keyId, ApiKey key, List<String> origins, Instant createdAt) {
        var row = new KeyRow();
        row.tenantId = tenantId;
        row.keyId = keyId;
        row.keyHash = key.hash();
        row.hint = key.hint();
        row.kind = key.kind().wireName();
        row.origins = String.join(" ", origins);
        row.createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        return row;
    }

    /** The same key in the hands of a person, who signs with it. */
    KeyRow heldBy(@Nullable String holder) {
        person = holder;
        return this;
    }

    /** As the other services shall know it; no scopes means all rights of its kind. */
    ApiKeyPublished published() {
        return new ApiKeyPublished(keyHash, hint, kind(), List.of(), origins(), revokedAt, person);
    }

    Kind kind() {
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    List<String> origins() {
        return origins.isEmpty() ? List.of() : Arrays.asList(origins.split(" "));
    }
}
