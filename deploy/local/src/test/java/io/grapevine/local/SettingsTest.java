package io.grapevine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path PROJECT = Path.of("/project");

    @Test
    void withoutSettingsItIsTheContractOnLoopback() {
        // When
        var settings = Settings.of(PROJECT, Map.of("GRAPEVINE_HOST", " ", "GRAPEVINE_DATA", ""));
        // Then
        assertThat(settings.dataDir()).isEqualTo(Path.of("/project/deploy/local/target/data"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.ports().of(Port.CONSOLE)).isEqualTo(8080);
        assertThat(settings.restartKilled()).isFalse();
    }

    @Test
    void aRelativeDataDirectoryIsBelowTheProject() {
        assertThat(Settings.of(PROJECT, Map.of("GRAPEVINE_DATA", "mine")).dataDir())
                .isEqualTo(Path.of("/project/mine"));
        assertThat(Settings.of(PROJECT, Map.of("GRAPEVINE_DATA", "/mine")).dataDir())
                .isEqualTo(Path.of("/mine"));
    }

    @Test
    void whoListensEverywhereIsReachedOnLoopback() {
        assertThat(Settings.of(PROJECT, Map.of("GRAPEVINE_HOST", "0.0.0.0")).probedHost())
                .isEqualTo("127.0.0.1");
        assertThat(Settings.of(PROJECT, Map.of("GRAPEVINE_HOST", "192.0.2.7")).probedHost())
                .isEqualTo("192.0.2.7");
    }

    @Test
    void anOffsetThatMakesNoSenseIsTold() {
        assertThatThrownBy(() -> Settings.of(PROJECT, Map.of("GRAPEVINE_PORT_OFFSET", "x")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("GRAPEVINE_PORT_OFFSET");
    }

    @Test
    void pathsAreShownAsOneWouldTypeThem() {
        // Given
        var settings = Settings.of(PROJECT, Map.of());
        // Then
        assertThat(settings.shown(Path.of("/project/a/b"))).isEqualTo(Path.of("a/b"));
        assertThat(settings.shown(Path.of("/elsewhere"))).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void theOverviewNamesEveryAddressAtItsOffset() {
        // When
        var overview = Overview.of(Settings.of(PROJECT, Map.of("GRAPEVINE_PORT_OFFSET", "1000")));
        // Then
        assertThat(overview)
                .contains("http://localhost:9080", "http://localhost:9086", "127.0.0.1:20092", "gv_sk_demo");
    }

    @Test
    void theOverviewsColumnsAreAligned() {
        assertThat(Overview.aligned(List.of(List.of("a", "bbb", "c"), List.of("aa", "b", ""))))
                .isEqualTo("  a   bbb  c\n  aa  b\n");
    }

    @Test
    void aServiceUnderLoadMayBeGivenAHeap() {
        // When
        var settings = Settings.of(PROJECT, Map.of("GRAPEVINE_UNDER_LOAD", "attribution, insights:3g"));
        // Then
        assertThat(settings.isUnderLoad("attribution")).isTrue();
        assertThat(settings.heap("attribution")).isEmpty();
        assertThat(settings.isUnderLoad("insights")).isTrue();
        assertThat(settings.heap("insights")).contains("3g");
        assertThat(settings.isUnderLoad("console")).isFalse();
    }
}
