package io.grapevine.programs.tenant.adapter;

import io.grapevine.events.ApiKeyPublished.Kind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as its owner may know it; {@code key} stands only in the answer that made it. */
@Schema(name = "ApiKey")
record KeyResponse(
        String id,
        @Schema(examples = "gv_sk_Ab3d") String hint,
        Kind kind,
        List<String> origins,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable String person,
        @Nullable String key) {

    static KeyResponse of(KeyRow row) {
        return new KeyResponse(
                row.keyId, row.hint, row.kind(), row.origins(), row.createdAt, row.revokedAt, row.person, null);
    }

    KeyResponse with(String secret) {
        return new KeyResponse(id, hint, kind, origins, createdAt, revokedAt, person, secret);
    }

    /** All living keys; there is never a further page. */
    record Page(List<KeyResponse> items) {}
}
