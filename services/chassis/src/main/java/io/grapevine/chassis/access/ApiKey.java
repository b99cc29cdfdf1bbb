package io.grapevine.chassis.access;

import io.grapevine.events.ApiKeyPublished.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key allows, as this service knows it.
 *
 * @param keyHash hex SHA-256 of the whole key
 * @param hint its beginning: enough to tell a tenant's keys apart, too little to use one
 * @param person who holds it and may sign with it; null for a machine's key
 */
public record ApiKey(
        String tenantId,
        String keyHash,
        String hint,
        Kind kind,
        List<String> scopes,
        List<String> origins,
        @Nullable Instant revokedAt,
        @Nullable String person) {

    public ApiKey {
        scopes = List.copyOf(scopes);
        origins = List.copyOf(origins);
    }

    boolean livesAt(Instant now) {
        return revokedAt == null || now.isBefore(revokedAt);
    }
}
