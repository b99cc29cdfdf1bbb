package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.client.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Asks the public API for what must never have happened. */
public final class AfterCheck {
    private final Api api;

    public AfterCheck(Api api) {
        this.api = api;
    }

    /** Rewards that share what makes a reward unique. */
    public List<String> duplicateRewards() {
        var seen = new HashMap<String, String>();
        var duplicates = new ArrayList<String>();
        for (var reward : api.list("/v1/rewards")) {
            var other = seen.put(identity(reward), reward.path("id").asText());
            if (other != null)
                duplicates.add(identity(reward) + ": " + other + " and "
                        + reward.path("id").asText());
        }
        return duplicates;
    }

    private static String identity(JsonNode reward) {
        var beneficiary = reward.path("beneficiary");
        return String.join(
                "|",
                reward.path("conversionId").asText(),
                reward.path("ruleId").asText(),
                beneficiary.path("externalId").asText(),
                beneficiary.path("level").asText());
    }
}
