package io.grapevine.acceptance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final String RECORD = """
            {"id": "cnv_1", "kind": "purchase", "programKey": "spring", "programVersion": 3, "customerId": "dave", "orderId": "o-1",
             "eventId": "p-1", "eventSource": "api", "occurredAt": "2026-06-01T10:00:00Z", "revision": 1,
             "amount": {"amount": 5000, "currency": "EUR"}, "refunded": {"amount": 1000, "currency": "EUR"},
             "outcome": "attributed", "advocate": {"participantId": "par_ada", "externalId": "ada", "referralCode": "ADA"},
             "credits": [{"participantId": "par_ada", "externalId": "ada", "weight": 1.0, "amountMinor": 4000}], "upline": [],
             "explanation": {"rule": "touch", "model": "last_touch", "lookback": "PT720H", "edge": "exclusive",
               "candidates": [
                 {"id": "c-1", "evidenceClass": "click", "code": "EVE", "externalId": "eve", "at": "2026-05-02T10:00:00Z",
                  "winner": false, "lostBecause": "expired"},
                 {"id": "c-2", "evidenceClass": "click", "code": "EVE", "externalId": "eve", "at": "2026-05-02T10:00:00.001Z",
                  "winner": false, "lostBecause": "lower_class"},
                 {"id": "p-1", "evidenceClass": "code", "code": "ADA", "externalId": "ada", "participantId": "par_ada",
                  "at": "2026-06-01T10:00:00Z", "winner": true}],
               "basis": {"clock": "2026-06-01T10:00:00Z", "audience": "everyone", "binding": "per_order",
                 "priority": [["code"], ["click"]], "tieBreak": "by_model", "eligibility": {"countries": []}}}}
            """;

    @TempDir
    private Path directory;

    private final StringWriter told = new StringWriter();

    @Test
    void aDecisionIsToldToPeopleAndDecidedAgain() throws IOException {
        // When
        var code = explain(RECORD);
        // Then
        assertThat(code).isZero();
        assertThat(told.toString())
                .contains("attributed: ada, by code ADA")
                .contains("50.00 EUR, of which 40.00 EUR stayed")
                .contains("ada earns 100.00 % of it, 40.00 EUR")
                .contains("up to 30 days, the edge itself not, before it")
                .contains("lost   2026-05-02T10:00:00Z click EVE of eve: it lies before the lookback window")
                .contains("lost   2026-05-02T10:00:00.001Z click EVE of eve: a stronger kind of touch was there")
                .contains("agrees.");
    }

    @Test
    void aLieIsTold() throws IOException {
        // When
        var code = explain(RECORD.replace("05-02T10:00:00Z", "05-02T10:00:00.001Z"));
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(told.toString())
                .contains("does NOT agree")
                .contains("verdicts 1")
                .contains("lower_class");
    }

    @Test
    void aRecordThatIsTooOldIsNoDisagreement() throws IOException {
        // When
        var code = explain("{\"explanation\": {\"rule\": \"touch\", \"candidates\": []}}");
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(told.toString()).contains("it has no basis");
    }

    @Test
    void whatIsNoDecisionIsRefused() throws IOException {
        assertThat(explain("{\"items\": []}")).isEqualTo(2);
        assertThat(explain("")).isEqualTo(2);
        assertThat(explain("no json")).isEqualTo(2);
    }

    private int explain(String record) throws IOException {
        var file = Files.writeString(directory.resolve("record.json"), record);
        return Commands.line().setOut(new PrintWriter(told, true)).execute("explain", file.toString());
    }
}
