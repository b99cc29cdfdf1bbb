package io.grapevine.programs.tenant.adapter;

import static org.hamcrest.Matchers.equalTo;

import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An installation as it stands in production: the operator brings a key, and no key that everybody knows opens anything. */
@QuarkusTest
@TestProfile(OperatorIT.Production.class)
@WithTestResource(GrapevineInfrastructure.class)
class OperatorIT {

    private static final String OPERATOR_KEY = "gv_ok_0123456789abcdef0123456789abcdef";

    public static final class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // A database and a log of its own: a local installation of another test has left its demo keys in the usual ones.
            return Map.of(
                    "grapevine.local", "false",
                    "grapevine.operator-key", OPERATOR_KEY,
                    "grapevine.database", "grapevine_insights",
                    "mp.messaging.incoming.api-keys.topic", "grapevine.alerts");
        }
    }

    @Test
    void theConfiguredOperatorOpensTenants() {
        // When
        var answer = Site.with(OPERATOR_KEY)
                .body(Map.of("key", "t-" + UUID.randomUUID()))
                .post("/v1/tenants");
        // Then
        answer.then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gv_sk_demo", "gv_pk_demo"})
    void theDemoKeysDoNotExist(String key) {
        Site.with(key).get("/v1/programs").then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void theDemoOperatorDoesNotExist() {
        Site.with("gv_ok_demo")
                .body(Map.of("key", "acme"))
                .post("/v1/tenants")
                .then()
                .statusCode(401);
    }
}
