package io.grapevine.chassis.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.EventJson;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that may come again.
 *
 * @param key what the client calls the request, 1-255 printable characters
 * @param fingerprint hash of operation and body: the same key must mean the same request; {@link Once} keeps a keyed hash of it
 */
public record IdempotentRequest(String key, String fingerprint) {

    private static final Pattern PRINTABLE = Pattern.compile("\\P{Cntrl}{1,255}");

    /**
     * Reads the header; empty if none was sent.
     *
     * @param operation method and path, so that one key cannot be used for two operations
     * @param body the request as parsed; its JSON form counts, not its white space
     * @throws Problem 400 {@code invalid_idempotency_key}
     */
    public static Optional<IdempotentRequest> of(@Nullable String header, String operation, @Nullable Object body) {
        if (header == null) return Optional.empty();
        if (!PRINTABLE.matcher(header).matches())
            throw Problem.badRequest("invalid_idempotency_key", "Idempotency-Key must be 1-255 printable characters.");
        return Optional.of(new IdempotentRequest(header, ApiKeys.hash(operation + "\n" + json(body))));
    }

    private static String json(@Nullable Object body) {
        try {
            return EventJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body cannot be written as JSON", e);
        }
    }
}
