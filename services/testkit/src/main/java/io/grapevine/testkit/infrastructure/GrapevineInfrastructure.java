package io.grapevine.testkit.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Real Kafka, PostgreSQL and Redis under a {@code @QuarkusTest}: {@code @WithTestResource(GrapevineInfrastructure.class)}. Started once
 * per test JVM and stopped with it, however it ends.
 */
public final class GrapevineInfrastructure implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var addresses = Started.infrastructure();
        return Map.of(
                "grapevine.kafka", addresses.kafka(),
                "grapevine.postgres", addresses.postgres(),
                "grapevine.redis", addresses.redis(),
                "quarkus.datasource.password", addresses.appPassword(),
                "quarkus.datasource.relay.password", addresses.relayPassword(),
                "quarkus.datasource.owner.password", addresses.ownerPassword(),
                "grapevine.personal.master-key", addresses.masterKey(),
                "grapevine.click.key", addresses.clickKey(),
                "quarkus.http.test-port", "0");
    }

    /** The next test class uses it again; the JVM's end stops it. */
    @Override
    public void stop() {}
}
