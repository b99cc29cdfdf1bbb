package io.grapevine.notification.moment;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Samples;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final Instant SUNDAY = Instant.parse("2026-05-31T23:59:59.999Z");
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void aWeekIsOverOnMonday() {
        assertThat(Period.lastWeek(SUNDAY).subject()).isEqualTo("weekly_digest_2026-05-18");
        assertThat(Period.lastWeek(MONDAY).subject()).isEqualTo("weekly_digest_2026-05-25");
        assertThat(Period.lastWeek(MONDAY).to()).isEqualTo(MONDAY);
    }

    @Test
    void aMonthIsOverOnTheFirst() {
        assertThat(Period.lastMonth(SUNDAY).subject()).isEqualTo("monthly_digest_2026-04-01");
        assertThat(Period.lastMonth(MONDAY).subject()).isEqualTo("monthly_digest_2026-05-01");
        assertThat(Period.lastMonth(MONDAY).from()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Test
    void figuresAndNewsAreDetails() {
        assertThat(Details.period(2, 3, 500L, "EUR", 1))
                .isEqualTo(
                        new Details(RewardKind.CASH, 500L, "EUR", null, null, 3, null, null, 2, 1, null, null, null));
        assertThat(Details.news("a", "b").title()).isEqualTo("a");
    }

    @Test
    void newsHasATitleAndAText() {
        assertThat(NewsForm.read(Map.of("title", "a", "text", "b\n\nc")))
                .isEqualTo(new Reading.Accepted<>(new NewsForm("a", "b\n\nc")));
        assertThat(NewsForm.read(Map.of("title", "a"))).isInstanceOf(Reading.Refused.class);
        assertThat(NewsForm.read(Map.of("title", "a", "text", "x".repeat(2001))))
                .isInstanceOf(Reading.Refused.class);
        assertThat(NewsForm.read(Map.of("title", "a", "text", " "))).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aNoticeShowsNobodyInLogs() {
        var notice = new Notice(
                "t",
                "ntf_1",
                Moment.NEWS,
                "par_1",
                Map.of("email", "ada@shop.example"),
                false,
                Composition.of(Bank.ready(), Samples.of(Moment.NEWS, Locale.ENGLISH, "Spring", Accent.USUAL)));
        assertThat(notice).hasToString("Notice[ntf_1]");
    }
}
