package io.grapevine.benchmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventBatchesTest {

    private static final EventBatches BATCHES = new EventBatches(
            18081, "gv_sk_x", "r1", List.of("CODE-A", "CODE-B"), Instant.parse("2026-06-01T10:00:00Z"));

    @Test
    void requestDeclaresTheLengthItsBodyHas() {
        var text = new String(BATCHES.request(0), StandardCharsets.US_ASCII);
        var body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertThat(text)
                .startsWith("POST /v1/events HTTP/1.1\r\n")
                .contains("\r\nAuthorization: Bearer gv_sk_x\r\n", "\r\nContent-Length: " + body.length() + "\r\n");
    }

    @Test
    void batchHasFiveHundredEventsOfTheFourKinds() throws IOException {
        var kinds = new TreeMap<String, Integer>();
        events(3).forEach(event -> kinds.merge(event.path("type").asText(), 1, Integer::sum));
        assertThat(kinds)
                .containsOnly(
                        Map.entry("click", 300),
                        Map.entry("purchase", 100),
                        Map.entry("share", 50),
                        Map.entry("signup", 50));
    }

    @Test
    void noTwoEventsOfARunHaveOneId() throws IOException {
        var ids = new HashSet<String>();
        for (int batch = 0; batch < 4; batch++)
            events(batch).forEach(event -> ids.add(event.path("id").asText()));
        assertThat(ids).hasSize(4 * EventBatches.BATCH);
    }

    @Test
    void everyEventNamesWhatTheContractRequires() throws IOException {
        for (var event : events(0)) {
            assertThat(event.path("time").asText()).isEqualTo("2026-06-01T10:00:00Z");
            var required = switch (event.path("type").asText()) {
                case "click" -> List.of("referralCode");
                case "share" -> List.of("referralCode", "channel");
                case "signup" -> List.of("customerId");
                default -> List.of("orderId", "customerId", "amount", "currency");
            };
            for (var field : required)
                assertThat(event.path("data").has(field)).as(field).isTrue();
        }
    }

    @Test
    void rawProducerSendsTheEventsOfTheBatches() throws IOException {
        var json = new ObjectMapper();
        assertThat(json.readTree(BATCHES.event(EventBatches.BATCH + 7)))
                .isEqualTo(events(1).get(7));
    }

    @Test
    void noCodeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventBatches(1, "k", "r", List.of(), Instant.EPOCH));
    }

    private static JsonNode events(long batch) throws IOException {
        var text = new String(BATCHES.request(batch), StandardCharsets.US_ASCII);
        return new ObjectMapper()
                .readTree(text.substring(text.indexOf("\r\n\r\n")))
                .path("events");
    }
}
