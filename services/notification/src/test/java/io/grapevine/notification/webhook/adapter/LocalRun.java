package io.grapevine.notification.webhook.adapter;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service as the local run has it, so that receivers may be on loopback, and with little patience for them. */
public final class LocalRun implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("grapevine.local", "true", "grapevine.webhooks.attempt-timeout", "2S");
    }
}
