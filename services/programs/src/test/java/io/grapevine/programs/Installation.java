package io.grapevine.programs;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The service as it stands in production: the operator brings a key. What only a local installation has, its demo keys, every
 * local run of the assembled system uses.
 */
public class Installation implements QuarkusTestProfile {

    static final String OPERATOR_KEY = "gv_ok_0123456789abcdef0123456789abcdef";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("grapevine.local", "false", "grapevine.operator-key", OPERATOR_KEY);
    }
}
