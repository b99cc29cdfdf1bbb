package io.grapevine.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortTableTest {

    @Test
    void withoutAnOffsetThePortsAreThoseOfTheContract() {
        assertThat(PortTable.parse("").of(Port.CONSOLE)).isEqualTo(8080);
        assertThat(PortTable.parse(" ").of(Port.KAFKA)).isEqualTo(19092);
    }

    @Test
    void theOffsetMovesEveryPort() {
        // Given
        var moved = PortTable.parse(" 1000 ");
        // Then
        assertThat(moved.of(Port.CONSOLE)).isEqualTo(9080);
        assertThat(moved.of(Port.REDIS)).isEqualTo(17379);
    }

    @Test
    void theLastPortThatExistsIsTheLastThatAnOffsetMayReach() {
        assertThat(new PortTable(65_535 - 19_092).of(Port.KAFKA)).isEqualTo(65_535);
        assertThatThrownBy(() -> new PortTable(65_535 - 19_092 + 1))
                .hasMessageContaining("kafka")
                .hasMessageContaining("65536");
        assertThat(new PortTable(-8_079).of(Port.CONSOLE)).isEqualTo(1);
        assertThatThrownBy(() -> new PortTable(-8_080)).hasMessageContaining("console");
    }

    @Test
    void anOffsetThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> PortTable.parse("a lot"))
                .hasMessageContaining("GRAPEVINE_PORT_OFFSET")
                .hasMessageContaining("a lot");
    }

    @Test
    void freePortsAreNoReasonToComplain() {
        assertThat(new PortTable(0).complaint(port -> true)).isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithItsOwnerAndAnOffsetAtWhichAllAreFree() {
        // Given 8081 is taken, and 9084, which rules the first offset out
        var table = new PortTable(0);
        // When
        var complaint = table.complaint(port -> port != 8081 && port != 9084);
        // Then
        assertThat(complaint)
                .contains("port 8081 (click-tracking) is taken by another program: end it, or move every port with"
                        + " GRAPEVINE_PORT_OFFSET=2000");
    }

    @Test
    void severalTakenPortsAreOneLine() {
        assertThat(new PortTable(10)
                        .complaint(port -> port != 8090 && port != 19102)
                        .orElseThrow())
                .startsWith("ports 8090 (console), 19102 (kafka) are taken")
                .doesNotContain("\n");
    }

    @Test
    void withNoFreeOffsetTheAdviceHasNoNumber() {
        assertThat(new PortTable(0).complaint(port -> false).orElseThrow()).endsWith("GRAPEVINE_PORT_OFFSET=n");
    }
}
