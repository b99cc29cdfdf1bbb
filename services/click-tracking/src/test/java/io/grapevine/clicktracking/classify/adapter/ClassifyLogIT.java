package io.grapevine.clicktracking.classify.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.clicktracking.Edge;
import io.grapevine.clicktracking.classify.ShippedMachines;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.Topic;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ClassifyLogIT {

    private static final Instant NOVEMBER = Instant.parse("2025-11-01T00:00:00Z");

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theKeptClicksAreLabelledAgainAndTheDifferenceIsShown() throws IOException {
        // Given
        TestLog.append(
                click(NOVEMBER, TrafficLabel.HUMAN, Edge.BROWSER),
                click(NOVEMBER.plusSeconds(1), TrafficLabel.HUMAN, "python-requests/2.32.3"),
                click(NOVEMBER.plusSeconds(2), TrafficLabel.BOT, "Slackbot-LinkExpanding 1.0"));
        TestLog.appendRecords(List.of(new ProducerRecord<>(
                Topic.CLICKS.topicName(), tenant + ":x", "no click".getBytes(StandardCharsets.UTF_8))));
        // When
        var report = report("--tenant", tenant);
        // Then
        assertThat(report.path("version").asText()).isEqualTo(ShippedMachines.VERSION);
        assertThat(report.path("raw").asLong()).isEqualTo(3);
        assertThat(report.path("humanBefore").asLong()).isEqualTo(2);
        assertThat(report.path("humanNow").asLong()).isEqualTo(1);
        assertThat(report.path("changes").toString())
                .contains("\"from\":\"human\",\"to\":\"bot\",\"clicks\":1", "python-requests/2.32.3")
                .contains("\"from\":\"bot\",\"to\":\"preview\",\"clicks\":1");
    }

    @Test
    void fromAndToAreArrivalTimesAndToIsNotCounted() throws IOException {
        // Given
        TestLog.append(
                click(NOVEMBER.minusMillis(1), TrafficLabel.HUMAN, "before"),
                click(NOVEMBER, TrafficLabel.HUMAN, Edge.BROWSER),
                click(NOVEMBER.plusSeconds(3599), TrafficLabel.HUMAN, Edge.BROWSER),
                click(NOVEMBER.plusSeconds(3600), TrafficLabel.HUMAN, "after"));
        // When
        var report = report("--tenant", tenant, "--from", "2025-11-01", "--to", "2025-11-01T02:00:00+01:00");
        // Then
        assertThat(report.path("raw").asLong()).isEqualTo(2);
        assertThat(report.path("humanNow").asLong()).isEqualTo(2);
    }

    private static JsonNode report(String... options) throws IOException {
        var out = new StringWriter();
        var line = ClassifyLog.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
        var kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var arguments = new java.util.ArrayList<>(List.of("--kafka", kafka, "--json"));
        arguments.addAll(List.of(options));
        assertThat(line.execute(arguments.toArray(String[]::new))).isZero();
        return EventJson.mapper().readTree(out.toString());
    }

    private Event<?> click(Instant at, TrafficLabel label, String userAgent) {
        var id = UUID.randomUUID().toString();
        return Event.stated(
                tenant,
                id,
                "test",
                at,
                null,
                new ClickRecorded(
                        id,
                        ClickRecorded.Origin.REDIRECT,
                        null,
                        "ADA",
                        null,
                        label,
                        "crawler-user-agents/1.60.0",
                        null,
                        null,
                        userAgent,
                        Map.of(),
                        Context.NONE));
    }
}
