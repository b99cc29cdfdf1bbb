package io.grapevine.chassis.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracesTest {

    @Test
    void anEndpointSwitchesTheSdkOnAndIsWhereSpansGo() {
        // When
        var traces = new Traces("http://localhost:4317");
        // Then
        assertThat(traces.getValue("quarkus.otel.sdk.disabled")).isEqualTo("false");
        assertThat(traces.getValue("quarkus.otel.exporter.otlp.endpoint")).isEqualTo("http://localhost:4317");
        assertThat(traces.getValue("mp.messaging.connector.smallrye-kafka.tracing-enabled"))
                .isEqualTo("true");
    }

    @Test
    void withoutAnEndpointNothingIsSaid() {
        assertThat(new Traces(" ").getPropertyNames()).isEmpty();
    }
}
