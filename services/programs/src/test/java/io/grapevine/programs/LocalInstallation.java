package io.grapevine.programs;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service as the local run has it, with the keys everybody knows. */
public class LocalInstallation implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("grapevine.local", "true");
    }
}
