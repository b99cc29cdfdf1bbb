package io.grapevine.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.notification.bounce.Suppression.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"5.1.1", "5.1.10", "5.0.0", "5.2.1", " 5.1.2 (bad destination)"})
    void nobodyThereForGoodSuppresses(String status) {
        assertThat(bounce("failed", status).suppressions()).singleElement().satisfies(suppression -> {
            assertThat(suppression.address()).isEqualTo("ada@example.org");
            assertThat(suppression.reason()).isEqualTo(Reason.BOUNCE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.1.1",
                "4.4.7",
                "5.2.2",
                "5.2.3",
                "5.3.4",
                "5.4.4",
                "5.7.1",
                "2.1.5",
                "",
                "5.1",
                "6.1.1",
                "5.1.1111"
            })
    void fullMailboxesPoliciesRoutesAndTransientFailuresDoNot(String status) {
        assertThat(bounce("failed", status).suppressions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded", ""})
    void whatHasNotFailedDoesNot(String action) {
        assertThat(bounce(action, "5.1.1").suppressions()).isEmpty();
    }

    @Test
    void addressWeWroteToCountsWhereTheFinalOneIsAnother() {
        var report = new Report.Delivery(List.of(Map.of(
                "action",
                "Failed",
                "status",
                "5.1.1",
                "final-recipient",
                "rfc822; elsewhere@example.net",
                "original-recipient",
                "rfc822;Ada@Example.org")));

        assertThat(report.suppressions()).extracting(Suppression::address).containsExactly("Ada@Example.org");
    }

    @Test
    void eachRecipientIsJudgedAlone() {
        var gone = Map.of("action", "failed", "status", "5.1.1", "final-recipient", "rfc822; a@example.org");
        var full = Map.of("action", "failed", "status", "5.2.2", "final-recipient", "rfc822; b@example.org");
        var nameless = Map.of("action", "failed", "status", "5.1.1", "final-recipient", "x400; /c=de/");

        assertThat(new Report.Delivery(List.of(gone, full, nameless)).suppressions())
                .extracting(Suppression::address)
                .containsExactly("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuse", "fraud", "opt-out", "OTHER"})
    void complaintSuppresses(String type) {
        assertThat(new Report.Feedback(Map.of("feedback-type", type, "original-rcpt-to", "<ada@example.org>"), "")
                        .suppressions())
                .containsExactly(
                        new Suppression("ada@example.org", Reason.COMPLAINT, type.toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void complaintThatHidesItsRecipientIsReadFromTheMailItIsAbout() {
        assertThat(new Report.Feedback(Map.of("feedback-type", "abuse"), "Ada <ada@example.org>").suppressions())
                .extracting(Suppression::address)
                .containsExactly("ada@example.org");
        assertThat(new Report.Feedback(Map.of("feedback-type", "abuse"), "undisclosed").suppressions())
                .isEmpty();
    }

    @Test
    void praiseAndOtherMailSuppressNobody() {
        assertThat(new Report.Feedback(Map.of("feedback-type", "not-spam", "original-rcpt-to", "a@example.org"), "")
                        .suppressions())
                .isEmpty();
        assertThat(new Report.Unknown().suppressions()).isEmpty();
    }

    @Test
    void textNamesNobody() {
        var suppression = new Suppression("ada@example.org", Reason.BOUNCE, "5.1.1");

        assertThat(suppression).hasToString("Suppression[bounce 5.1.1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Suppression(" ", Reason.BOUNCE, "5.1.1"));
    }

    private static Report bounce(String action, String status) {
        return new Report.Delivery(
                List.of(Map.of("action", action, "status", status, "final-recipient", "rfc822; ada@example.org")));
    }
}
