package io.grapevine.console.routes.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.BackendAddress;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredTopologyTest {

    @Test
    void thePortOffsetMovesEveryService() throws IOException {
        // When
        var topology = new ConfiguredTopology().topology(config(Map.of()), 100, true);
        // Then
        assertThat(topology.addressOf(Backend.CLICK_TRACKING)).isEqualTo(new BackendAddress("127.0.0.1", 8181));
        assertThat(topology.addressOf(Backend.INSIGHTS)).isEqualTo(new BackendAddress("127.0.0.1", 8186));
    }

    @Test
    void anAddressOfItsOwnIsTakenAsItIs() throws IOException {
        // Given
        var config = config(Map.of("GRAPEVINE_CONSOLE_ROUTES_REWARD_ISSUING_ADDRESS", "rewards.svc:80"));
        // When
        var topology = new ConfiguredTopology().topology(config, 100, true);
        // Then
        assertThat(topology.addressOf(Backend.REWARD_ISSUING)).isEqualTo(new BackendAddress("rewards.svc", 80));
        assertThat(topology.addressOf(Backend.PROGRAMS).port()).isEqualTo(8185);
    }

    @Test
    void mailIsShownInLocalRunsOnly() throws IOException {
        // When
        var local = new ConfiguredTopology().topology(config(Map.of()), 0, true);
        var elsewhere = new ConfiguredTopology().topology(config(Map.of()), 0, false);
        // Then
        assertThat(local.routes().resolve("/mail", "/mail")).contains(Backend.MAIL_SINK);
        assertThat(elsewhere.routes().resolve("/mail", "/mail")).isEmpty();
    }

    private static RoutesConfig config(Map<String, String> environment) throws IOException {
        var settings = ConfiguredTopologyTest.class.getResource("/application.properties");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings))
                .withSources(new io.smallrye.config.EnvConfigSource(environment, 300))
                .withMapping(RoutesConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(RoutesConfig.class);
    }
}
