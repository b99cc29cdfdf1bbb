package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.testkit.fact.Decisions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausingRequestsTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void aRevisionFollowsFromTheRequestThatSaidSomethingOfItsOrder() {
        // Given
        var refund =
                event("e8", "trace-of-refund", new RefundRecorded("r1", "o1", 5, "EUR", List.of(), null, Context.NONE));
        // When
        var requests = CausingRequests.of(List.of(refund));
        // Then
        assertThat(requests.of(purchase("o1"))).isEqualTo("trace-of-refund");
        assertThat(requests.of(purchase("o2"))).isNull();
    }

    @Test
    void aSignUpFollowsFromTheRequestThatReportedIt() {
        // Given
        var signUp = event(
                "e3",
                "trace-of-sign-up",
                new SignUpRecorded("dave", null, Evidence.NONE, null, null, null, Context.NONE));
        // When
        var requests = CausingRequests.of(List.of(signUp, event("e4", null, signUp.data())));
        // Then
        assertThat(requests.of(signUp("api", "e3"))).isEqualTo("trace-of-sign-up");
        assertThat(requests.of(signUp("shop", "e3"))).isNull();
        assertThat(requests.of(signUp("api", "e4"))).isNull();
    }

    private static Event<?> event(String id, String correlationId, EventData data) {
        return new Event<>("t", id, "api", MONDAY, MONDAY, "hash", correlationId, data);
    }

    private static ConversionDecided purchase(String orderId) {
        return Decisions.purchase().order(orderId).build();
    }

    private static ConversionDecided signUp(String source, String eventId) {
        return Decisions.signUp().reportedBy(source).event(eventId).build();
    }
}
