package io.grapevine.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "read"})
    void aTextThatTheTelephoneHasArrived(String status) {
        assertThat(TextReport.ofForm(Map.of("MessageStatus", status), "")).isEqualTo(new TextReport.Arrived());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sending", "sent", "accepted", "", "DELIVERED"})
    void stepsOnTheWayAreNoNews(String status) {
        assertThat(TextReport.ofForm(Map.of("MessageStatus", status), "")).isEqualTo(new TextReport.Nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30005", "30006", "21211", "21614"})
    void whereNobodyIsTheAddressIsSaid(String code) {
        var fields = Map.of("MessageStatus", "undelivered", "ErrorCode", code, "To", "whatsapp:+4072");
        assertThat(TextReport.ofForm(fields, "whatsapp:")).isEqualTo(new TextReport.Lost("reported_" + code, "+4072"));
    }

    @Test
    void whatMayPassIsTheFateOfOneText() {
        var fields = Map.of("MessageStatus", "failed", "ErrorCode", "30003", "To", "+4072");
        assertThat(TextReport.ofForm(fields, "")).isEqualTo(new TextReport.Lost("reported_30003", null));
        assertThat(TextReport.ofForm(Map.of("MessageStatus", "failed"), ""))
                .isEqualTo(new TextReport.Lost("reported", null));
    }

    @Test
    void aDocumentSaysTheSameInItsOwnWords() {
        assertThat(TextReport.ofDocument(Map.of("status", "delivered"))).isEqualTo(new TextReport.Arrived());
        assertThat(TextReport.ofDocument(
                        Map.of("status", "failed", "error", "absent", "nobodyThere", "true", "to", "ada")))
                .isEqualTo(new TextReport.Lost("reported_absent", "ada"));
        assertThat(TextReport.ofDocument(Map.of("status", "failed", "error", "absent", "to", "ada")))
                .isEqualTo(new TextReport.Lost("reported_absent", null));
        assertThat(TextReport.ofDocument(Map.of("status", "failed", "nobodyThere", "true")))
                .isEqualTo(new TextReport.Lost("reported", null));
        assertThat(TextReport.ofDocument(Map.of())).isEqualTo(new TextReport.Nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<b>", "a\nb", "x'; drop", "12345678901234567890123456789012345678901"})
    void whatIsNoWordIsNotKept(String error) {
        assertThat(TextReport.ofDocument(Map.of("status", "failed", "error", error)))
                .isEqualTo(new TextReport.Lost("reported", null));
    }

    @Test
    void noNumberIsPrinted() {
        assertThat(new TextReport.Lost("reported_30005", "+4072")).hasToString("Lost[reported_30005]");
    }
}
