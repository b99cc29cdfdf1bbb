package io.grapevine.acceptance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final StringWriter said = new StringWriter();

    @Test
    void withoutASystemItSaysSoInOneLine() throws IOException {
        // Given
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        // When
        var code = run("--url", "http://localhost:" + port);
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(said.toString().lines())
                .containsExactly(
                        "demo: nothing answers at http://localhost:" + port + ": start the system with make run");
    }

    @Test
    void aRateThatMakesNoSenseIsRefused() {
        assertThat(run("--rate", "0")).isEqualTo(1);
        assertThat(run("--seconds", "0")).isEqualTo(1);
        assertThat(said.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("demo: SECONDS"));
    }

    private int run(String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Commands.line().setOut(new PrintWriter(said, true)).execute(arguments);
    }
}
