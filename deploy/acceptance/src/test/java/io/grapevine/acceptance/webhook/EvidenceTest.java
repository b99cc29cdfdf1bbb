package io.grapevine.acceptance.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<String> ENDPOINTS = List.of("a", "b");
    private static final List<String> EVENTS = List.of("e1");

    @Test
    void everythingOnceOrAgainUnderItsIdIsWell() {
        var evidence = evidence(
                arrival("a", "e1", "n1", true), arrival("a", "e1", "n1", true), arrival("b", "e1", "n2", true));

        assertThat(evidence.complaints(ENDPOINTS, EVENTS)).isEmpty();
        assertThat(evidence.repetitions()).isEqualTo(1);
    }

    @Test
    void whatWasNeverAcceptedIsMissing() {
        assertThat(evidence(arrival("a", "e1", "n1", true), arrival("b", "e1", "n2", false))
                        .complaints(ENDPOINTS, EVENTS))
                .containsExactly("e1 never arrived at b");
    }

    @Test
    void anotherIdForTheSameIsSeen() {
        assertThat(evidence(
                                arrival("a", "e1", "n1", true),
                                arrival("a", "e1", "n3", true),
                                arrival("b", "e1", "n2", true))
                        .complaints(ENDPOINTS, EVENTS))
                .singleElement()
                .asString()
                .startsWith("e1 arrived at a under");
    }

    @Test
    void oneIdForTwoAndWhatNobodyToldAreSeen() {
        assertThat(evidence(
                                arrival("a", "e1", "n1", true),
                                arrival("b", "e1", "n1", true),
                                arrival("b", "e9", "n2", true))
                        .complaints(ENDPOINTS, EVENTS))
                .hasSize(2)
                .anyMatch(complaint -> complaint.startsWith("n1 named"))
                .anyMatch(complaint -> complaint.equals("e9 was never told and arrived at b"));
    }

    @Test
    void whatTellsOfOtherEventsCanBeLeftOut() {
        var evidence = evidence(arrival("a", "e1", "n1", true), arrival("b", "e9", "n2", true));

        assertThat(evidence.about(EVENTS).arrivals()).containsExactly(arrival("a", "e1", "n1", true));
    }

    @Test
    void percentileIsOfFirstArrivals() {
        var late = new Arrival("a", "e1", "n1", NOW.plusSeconds(9), true);
        var first = new Arrival("a", "e1", "n1", NOW.plusSeconds(1), true);

        assertThat(new Evidence(List.of(late, first)).p99(ENDPOINTS, Map.of("e1", NOW)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(new Evidence(List.of()).p99(ENDPOINTS, Map.of())).isZero();
    }

    private static Arrival arrival(String endpoint, String event, String id, boolean accepted) {
        return new Arrival(endpoint, event, id, NOW, accepted);
    }

    private static Evidence evidence(Arrival... arrivals) {
        return new Evidence(List.of(arrivals));
    }
}
