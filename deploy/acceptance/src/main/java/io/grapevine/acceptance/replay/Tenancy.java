package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The tenant a log is played into: made once, entered again on a second replay. */
public final class Tenancy {
    // Far beyond the two seconds in which codes are promised to work; a key that takes longer is somebody else's to
    // find.
    private static final Duration KEYS_ARRIVE_WITHIN = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int UNAUTHORIZED = 401;
    private static final List<String> ONE_OF_EACH = List.of("/v1/events/rejected", "/v1/conversions", "/v1/rewards");

    private final Api operator;

    public Tenancy(Api operator) {
        this.operator = operator;
    }

    /** The API as that tenant's server sees it, with a secret key minted for this run. */
    public Api enter(String tenant) {
        var wanted = JsonNodeFactory.instance.objectNode().put("key", tenant).put("name", tenant);
        var _ = operator.post("/v1/tenants", wanted).orThrow();
        var kind = JsonNodeFactory.instance.objectNode().put("kind", "secret");
        var minted =
                operator.post("/v1/tenants/" + tenant + "/keys", kind).orThrow().json();
        return known(operator.withKey(keyIn(minted)));
    }

    /** A key reaches the services by the log, a moment after it is made; the first request with it shall not be the one that waits. */
    private static Api known(Api api) {
        var deadline = Instant.now().plus(KEYS_ARRIVE_WITHIN);
        for (var path : ONE_OF_EACH)
            while (api.get(path).status() == UNAUTHORIZED && Instant.now().isBefore(deadline))
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        return api;
    }

    private static String keyIn(JsonNode minted) {
        for (var name : new String[] {"key", "secretKey", "secret"}) {
            if (minted.path(name).isTextual()) return minted.path(name).asText();
        }
        throw new IllegalStateException("no key in the answer, fields " + minted.fieldNames());
    }
}
