package io.grapevine.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.bounce.Returned.Filing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnedTest {

    private static final String MAILBOX = "bounce@mail.example";
    private static final String PATH = "bounce+01997f3e90ab7cde8f0123456789abcd0123456789abcdef0123@mail.example";

    @Test
    void firstReturnPathOfAllHeadersCounts() {
        var returned = new Returned(new Report.Unknown(), List.of("", "bounce@mail.example", "<" + PATH + ">"));

        assertThat(returned.returnPath(MAILBOX))
                .hasValueSatisfying(
                        path -> assertThat(path.noticeId()).isEqualTo("ntf_01997f3e-90ab-7cde-8f01-23456789abcd"));
        assertThat(new Returned(new Report.Unknown(), List.of()).returnPath(MAILBOX))
                .isEmpty();
    }

    @Test
    void onlyProvenReportsAreProcessed() {
        var report = new Report.Delivery(List.of(Map.of()));

        assertThat(new Returned(report, List.of()).filing(true)).isEqualTo(Filing.PROCESSED);
        assertThat(new Returned(report, List.of()).filing(false)).isEqualTo(Filing.UNREADABLE);
        assertThat(new Returned(new Report.Unknown(), List.of()).filing(true)).isEqualTo(Filing.UNREADABLE);
        assertThat(Filing.PROCESSED.folder()).isEqualTo("processed");
        assertThat(Filing.UNREADABLE.folder()).isEqualTo("unreadable");
    }
}
