package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.grapevine.acceptance.log.PolicyJson;
import io.grapevine.acceptance.reference.Policy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program a log is played into: written out by its owner, or made from the policy of a replay case. */
public final class Definition {
    /** Reads JSON too, which is YAML. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Definition() {}

    /** A definition as it is, or a policy or a golden case (or file of cases: the one of this log) turned into one. */
    static JsonNode read(Path file, String logName) throws IOException {
        var read = YAML.readTree(Files.readString(file));
        if (PolicyJson.looksLikePolicy(read)) return of(PolicyJson.parse(read));
        if (read.has("input")) return of(PolicyJson.parse(read.path("input").path("policy")));
        if (!read.has("cases")) return read;
        for (var goldenCase : read.path("cases")) {
            if (goldenCase.path("input").path("events").asText().equals(logName)) {
                return of(PolicyJson.parse(goldenCase.path("input").path("policy")));
            }
        }
        throw new IOException("%s holds no case for %s".formatted(file, logName));
    }

    /** S9.5 as a program definition. */
    public static ObjectNode of(Policy policy) {
        var definition = NODES.objectNode();
        definition.put("name", "Replay").put("destination", "https://shop.example/welcome");
        var attribution = definition.putObject("attribution");
        attribution
                .put("model", policy.firstTouch() ? "first_touch" : "last_touch")
                .put("binding", "lifetime");
        var window = policy.window();
        attribution
                .putObject("lookback")
                .put("length", window == null ? "unlimited" : window.toString())
                .put("edge", policy.windowInclusive() ? "inclusive" : "exclusive");
        var rewards = definition.putArray("rewards");
        for (var level = 1; level <= policy.levelRatesPercent().size(); level++) {
            var rate = policy.levelRatesPercent().get(level - 1);
            if (rate.signum() > 0) rewards.add(commission(level, rate));
        }
        if (policy.friendBonusMinor() > 0) rewards.add(friendBonus(policy));
        return definition;
    }

    private static ObjectNode commission(int level, BigDecimal rate) {
        var rule = NODES.objectNode().put("id", level == 1 ? "commission" : "upline-" + level);
        rule.put("on", "purchase").put("to", level == 1 ? "advocate" : "upline");
        if (level > 1) rule.put("level", level);
        rule.putObject("give").put("percent", rate);
        return rule;
    }

    private static ObjectNode friendBonus(Policy policy) {
        var rule = NODES.objectNode().put("id", "thanks").put("on", "purchase").put("to", "friend");
        rule.put("first", true);
        if (policy.friendBonusMinOrderMinor() > 0) {
            rule.set("minPurchase", money(policy.friendBonusMinOrderMinor(), policy.currency()));
        }
        rule.putObject("give").set("credit", money(policy.friendBonusMinor(), policy.currency()));
        return rule;
    }

    private static ObjectNode money(long minor, String currency) {
        return NODES.objectNode().put("amount", minor).put("currency", currency);
    }
}
