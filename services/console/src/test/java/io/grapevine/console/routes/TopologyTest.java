package io.grapevine.console.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {

    @Test
    void anAddressIsReadAsHostAndPort() {
        // When
        var address = BackendAddress.parse("insights.grapevine.svc:8086");
        // Then
        assertThat(address).isEqualTo(new BackendAddress("insights.grapevine.svc", 8086));
        assertThat(address).hasToString("insights.grapevine.svc:8086");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void everyPortThereIsMayBeNamed(int port) {
        assertThat(BackendAddress.parse("h:" + port)).isEqualTo(new BackendAddress("h", port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", ":80", "host:", "host:http", "host:0", "host:65536"})
    void whatIsNoHostAndPortIsRefused(String text) {
        assertThatThrownBy(() -> BackendAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyServiceHasAnAddress() {
        // Given
        var addresses = new EnumMap<Backend, BackendAddress>(Backend.class);
        Arrays.stream(Backend.values()).forEach(backend -> addresses.put(backend, new BackendAddress("h", 1)));
        // When
        var topology = new Topology(addresses, new RouteTable(List.of()));
        // Then
        assertThat(topology.addressOf(Backend.INSIGHTS)).isEqualTo(new BackendAddress("h", 1));
    }

    @Test
    void aServiceWithoutAddressIsRefusedByName() {
        // Given
        var addresses = new EnumMap<Backend, BackendAddress>(Backend.class);
        // When, then
        assertThatThrownBy(() -> new Topology(addresses, new RouteTable(List.of())))
                .hasMessageContaining("click-tracking");
    }

    @Test
    void theMailSinkOfALocalRunIsNoServiceOfTheSystem() {
        assertThat(Backend.services())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Backend.MAIL_SINK)));
        assertThat(Backend.named("mail-sink")).isEmpty();
    }

    @Test
    void aServiceIsFoundByItsNameOnly() {
        assertThat(Backend.named("reward-issuing")).contains(Backend.REWARD_ISSUING);
        assertThat(Backend.named("REWARD_ISSUING")).isEmpty();
        assertThat(Backend.values())
                .allSatisfy(backend -> assertThat(backend.duty()).isNotEmpty());
    }
}
