package io.grapevine.chassis.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.events.ApiKeyPublished;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key's hash and rights as the table holds them; lists are kept as words separated by spaces. */
@Entity
@Table(name = "api_keys")
@IdClass(ApiKeyRow.Key.class)
class ApiKeyRow {

    record Key(String tenantId, String keyHash) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @Column(name = "key_hash")
    @JsonProperty("key_hash")
    String keyHash;

    @JsonProperty
    String hint;

    @JsonProperty
    String kind;

    @JsonProperty
    String scopes;

    @JsonProperty
    String origins;

    @Column(name = "revoked_at")
    @JsonProperty("revoked_at")
    @Nullable
    Instant revokedAt;

    @JsonProperty
    @Nullable
    String person;

    static ApiKeyRow of(String tenantId, ApiKeyPublished published) {
        var row = new ApiKeyRow();
        row.tenantId = tenantId;
        row.keyHash = published.keyHash();
        row.hint = published.hint();
        row.kind = published.kind().wireName();
        row.scopes = String.join(" ", published.scopes());
        row.origins = String.join(" ", published.origins());
        row.revokedAt = published.revokedAt();
        row.person = published.person();
        return row;
    }

    ApiKey toKey() {
        return new ApiKey(
                tenantId,
                keyHash,
                hint,
                ApiKeyPublished.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                words(scopes),
                words(origins),
                revokedAt,
                person);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
