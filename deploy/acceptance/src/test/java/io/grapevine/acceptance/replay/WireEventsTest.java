package io.grapevine.acceptance.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.fact.Fact;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireEventsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.600Z");
    private final WireEvents wire = new WireEvents("replay", "USD");

    static Stream<Arguments> factsAndTheirData() {
        return Stream.of(
                Arguments.of(
                        new Fact.Share("e", AT, "C1", "s1", "email", "A"),
                        "{\"programKey\":\"replay\",\"variant\":\"A\",\"referralCode\":\"C1\",\"channel\":\"email\"}"),
                Arguments.of(
                        new Fact.Click("e", AT, "C1", "v1"),
                        "{\"programKey\":\"replay\",\"referralCode\":\"C1\",\"visitorId\":\"v1\"}"),
                Arguments.of(
                        new Fact.SignUp("e", AT, "u1", "v1", "C1"),
                        "{\"programKey\":\"replay\",\"visitorId\":\"v1\",\"referralCode\":\"C1\",\"customerId\":\"u1\"}"),
                Arguments.of(
                        new Fact.SignUp("e", AT, "u1", null, null),
                        "{\"programKey\":\"replay\",\"customerId\":\"u1\"}"),
                Arguments.of(
                        new Fact.Purchase("e", AT, "o1", "u1", 1999, "USD"),
                        "{\"programKey\":\"replay\",\"orderId\":\"o1\",\"customerId\":\"u1\",\"amount\":1999,\"currency\":\"USD\"}"),
                Arguments.of(
                        new Fact.Refund("e", AT, "r1", "o1", 5),
                        "{\"programKey\":\"replay\",\"refundId\":\"r1\",\"orderId\":\"o1\",\"amount\":5,\"currency\":\"USD\"}"));
    }

    @ParameterizedTest
    @MethodSource("factsAndTheirData")
    void everyKindOfFactHasTheFieldsOfTheContract(Fact fact, String data) {
        // When
        var written = wire.data(fact);
        // Then
        assertThat(written).hasToString(data);
    }

    @Test
    void eventIsAStructuredCloudEventWithTheFactsOwnIdAndTime() {
        // Given
        var click = new Fact.Click("e9", AT, "C1", "v1");
        // When
        var event = wire.event(click);
        // Then
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("e9");
        assertThat(event.path("type").asText()).isEqualTo("click");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-02T03:04:05.600Z");
    }
}
