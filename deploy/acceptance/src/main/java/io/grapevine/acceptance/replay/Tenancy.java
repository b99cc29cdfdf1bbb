package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;

/** The tenant a log is played into: made once, entered again on a second replay. */
public final class Tenancy {
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
        return operator.withKey(keyIn(minted));
    }

    private static String keyIn(JsonNode minted) {
        for (var name : new String[] {"key", "secretKey", "secret"}) {
            if (minted.path(name).isTextual()) return minted.path(name).asText();
        }
        throw new IllegalStateException("no key in the answer, fields " + minted.fieldNames());
    }
}
