package io.grapevine.chassis.access;

import io.grapevine.events.ApiKeyPublished.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key allows, as this service knows it.
 *
 * @param hint its beginning: enough to tell a tenant's keys apart, too little to use one
 */
public record ApiKey(
        String tenantId,
        String hint,
        Kind kind,
        List<String> scopes,
        List<String> origins,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = List.copyOf(scopes);
        origins = List.copyOf(origins);
    }

    boolean livesAt(Instant now) {
        return revokedAt == null || now.isBefore(revokedAt);
    }
}
