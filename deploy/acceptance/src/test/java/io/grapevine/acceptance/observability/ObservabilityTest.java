package io.grapevine.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ObservabilityTest {

    @Test
    void everyAlertSaysHowUrgentItIsAndNamesItsPage() {
        assertThat(Observability.alerts()).isNotEmpty().allSatisfy(alert -> {
            var name = alert.path("alert").asText();
            assertThat(alert.path("labels").path("severity").asText()).isIn("page", "ticket");
            assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(alert.path("annotations").path("runbook").asText()).isEqualTo("runbooks/" + name + ".md");
            assertThat(Observability.runbook(name)).exists();
        });
    }

    @Test
    void everyPageBelongsToAnAlertAndAnswersTheFiveQuestions() throws IOException {
        // Given
        var alerts = Observability.alerts().stream()
                .map(alert -> alert.path("alert").asText() + ".md")
                .toList();
        for (Path page : Observability.runbooks()) {
            // When
            var text = Files.readString(page);
            // Then
            assertThat(alerts).contains(page.getFileName().toString());
            assertThat(text)
                    .contains(
                            "**What it means.**",
                            "**What people see.**",
                            "**How to look.**",
                            "**What to do.**",
                            "**How to know it is over.**");
        }
    }

    @Test
    void everyAlertIsTriedInTheTestsOfTheRules() {
        // Given
        var tried = Observability.yaml("alerts.test.yaml").findValuesAsText("alertname");
        // When, Then
        assertThat(Observability.alerts())
                .allSatisfy(
                        alert -> assertThat(tried).contains(alert.path("alert").asText()));
    }

    @Test
    void everyPanelAsksForAMetric() {
        assertThat(Observability.dashboards()).isNotEmpty().allSatisfy(file -> {
            var dashboard = Observability.read(file);
            assertThat(dashboard.path("uid").asText()).isEqualTo("grapevine-" + baseName(file));
            assertThat(dashboard.path("panels"))
                    .isNotEmpty()
                    .allSatisfy(
                            panel -> assertThat(panel.findValuesAsText("expr")).isNotEmpty());
        });
    }

    @Test
    void metricsAreFoundInExpressionsAndLabelsAreNot() {
        assertThat(
                        Observability.metricsIn(
                                "sum by (kafka_version) (rate(http_server_requests_seconds_count{uri=\"kafka_x\"}[1m])) / grapevine_outbox_rows"))
                .containsExactly("grapevine_outbox_rows", "http_server_requests_seconds_count");
    }

    private static String baseName(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }
}
