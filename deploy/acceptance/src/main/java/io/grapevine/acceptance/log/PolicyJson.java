package io.grapevine.acceptance.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.reference.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;

/** The {@code policy} object of a golden replay case. */
public final class PolicyJson {
    private PolicyJson() {}

    public static boolean looksLikePolicy(JsonNode node) {
        return node.has("level_rates_percent");
    }

    public static Policy parse(JsonNode policy) {
        if (!policy.path("explicit_code_wins").asBoolean(true)) {
            throw new IllegalArgumentException("explicit_code_wins: false is not a rule of the decision spec");
        }
        var rates = new ArrayList<BigDecimal>();
        policy.path("level_rates_percent").forEach(rate -> rates.add(new BigDecimal(rate.asText())));
        var window = policy.get("window_ms");
        return new Policy(
                window == null || window.isNull() ? null : Duration.ofMillis(window.longValue()),
                policy.path("bound").asText("exclusive").equals("inclusive"),
                policy.path("model").asText("last_touch").equals("first_touch"),
                rates,
                policy.path("referee_bonus_minor").longValue(),
                policy.path("referee_bonus_min_order_minor").longValue(),
                policy.path("currency").asText());
    }
}
