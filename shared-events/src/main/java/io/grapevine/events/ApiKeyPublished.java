package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key of a tenant; only its hash ever leaves the moment of its making.
 *
 * @param keyHash hex SHA-256 of the whole key (keys carry at least 128 random bits, so no salt is needed)
 * @param hint the first characters, to recognise a key in a list
 * @param origins browser origins a publishable key answers to; empty means any
 * @param revokedAt from when the key is dead; null while it lives, in the future during a rotation's overlap
 * @param person who holds it and signs with it, by the tenant's own word for its staff; null if it is a machine's key
 */
public record ApiKeyPublished(
        String keyHash,
        String hint,
        Kind kind,
        List<String> scopes,
        List<String> origins,
        @Nullable Instant revokedAt,
        @Nullable String person)
        implements EventData.Definition {

    /** What a key may do. */
    public enum Kind {
        /** Server side: everything of its tenant, by scope. */
        SECRET,
        /** In a browser: sends events, reads nothing. */
        PUBLISHABLE,
        /** The operator of the installation: makes tenants. */
        OPERATOR;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ApiKeyPublished {
        scopes = List.copyOf(scopes);
        origins = List.copyOf(origins);
    }

    @Override
    public String subject() {
        return "key:" + keyHash;
    }
}
