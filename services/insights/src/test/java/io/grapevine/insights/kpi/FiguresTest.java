package io.grapevine.insights.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.kpi.Tally.Group;
import io.grapevine.insights.kpi.Tally.Steps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FiguresTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Tally TALLY = new Tally(
            List.of(
                    new Steps("share", "", "", 5, 0, 0),
                    new Steps("share", "unknown", "", 9, 0, 0),
                    new Steps("click", "human", "", 20, 0, 0),
                    new Steps("click", "other", "", 70, 0, 0),
                    new Steps("signup", "attributed", "", 4, 0, 0),
                    new Steps("signup", "expired", "", 3, 0, 0),
                    new Steps("purchase", "attributed", "EUR", 3, 3_300, 300),
                    new Steps("purchase", "not_bound", "EUR", 3, 9_000, 0),
                    new Steps("reward", "released", "EUR", 2, 400, 0),
                    new Steps("reward", "held", "EUR", 1, 100, 0),
                    new Steps("reward", "refused", "EUR", 1, 7_000, 0),
                    new Steps("reward", "clawed_back", "EUR", 1, 7_000, 0),
                    new Steps("reward", "released", "points", 1, 50, 0)),
            List.of(
                    new Group(true, "", 8, 4, 1, 5, 2, 0),
                    new Group(true, "EUR", 0, 0, 0, 0, 0, 6_000),
                    new Group(false, "", 24, 12, 6, 10, 1, 0),
                    new Group(false, "EUR", 0, 0, 0, 0, 0, 9_000)),
            2,
            86_400.5,
            null);

    @ParameterizedTest
    @CsvSource({
        "REFERRALS, '', 4",
        "SHARE_TO_CLICK, '', 4",
        "CLICK_TO_SIGNUP, '', 0.2",
        "SIGNUP_TO_PURCHASE, '', 0.5",
        "REFERRAL_SHARE, '', 0.25",
        "REVENUE, EUR, 3000",
        "REWARD_COST, EUR, 500",
        "COST_PER_REFERRAL, EUR, 125",
        "CAC, EUR, 250",
        "ROI, EUR, 5",
        "LTV_REFERRED, EUR, 750",
        "LTV_OTHER, EUR, 375",
        "LTV_LIFT, EUR, 2",
        "REPEAT_REFERRED, '', 0.25",
        "REPEAT_OTHER, '', 0.5",
        "RETENTION_REFERRED, '', 0.4",
        "RETENTION_OTHER, '', 0.1",
        "TIME_TO_REWARD, '', 86400.5"
    })
    void eachFigureIsWhatItsDefinitionSays(Kpi kpi, String currency, BigDecimal expected) {
        assertThat(Figures.of(TALLY).actual(kpi, currency).orElseThrow()).isEqualByComparingTo(expected);
    }

    @Test
    void whatCannotBeToldIsNoZero() {
        // When
        var figures = Figures.of(tally(List.of(new Steps("reward", "held", "EUR", 0, 0, 0)), null));
        // Then
        assertThat(figures.actual(Kpi.PAYOUT_DELAY, "")).isEmpty();
        assertThat(figures.actual(Kpi.CLICK_TO_SIGNUP, "")).isEmpty();
        assertThat(figures.actual(Kpi.ROI, "EUR")).isEmpty();
        assertThat(figures.actual(Kpi.LTV_LIFT, "EUR")).isEmpty();
        assertThat(figures.actual(Kpi.REFERRALS, "").orElseThrow()).isZero();
        assertThat(figures.actual(Kpi.REVENUE, "EUR").orElseThrow()).isZero();
    }

    @Test
    void pointsAreNoCurrency() {
        assertThat(Figures.of(TALLY).currencies()).containsExactly("EUR");
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureSaysWhatItIs(Kpi kpi) {
        assertThat(kpi.definition()).isNotBlank();
        assertThat(kpi.source()).isNotBlank();
        assertThat(Kpi.named(kpi.wireName())).contains(kpi);
    }

    @Test
    void theReportSetsFiguresBesideThoseBeforeAndGoals() {
        // Given
        var before = Figures.of(tally(List.of(new Steps("signup", "attributed", "", 5, 0, 0)), 43_200.25));
        var goals = List.of(
                new Goal(Kpi.REFERRALS, "", Goal.Bound.AT_LEAST, BigDecimal.TEN, Goal.USUAL_WINDOW),
                new Goal(Kpi.CAC, "USD", Goal.Bound.AT_MOST, BigDecimal.TEN, Duration.ofDays(7)));
        // When
        var report = KpiReport.of("spring", MONDAY, MONDAY.plusSeconds(1), Figures.of(TALLY), before, goals);
        // Then
        var referrals = line(report, "referrals", null);
        assertThat(referrals.actual()).isEqualByComparingTo("4");
        assertThat(referrals.previous()).isEqualByComparingTo("5");
        assertThat(referrals.trend()).isEqualByComparingTo("-0.2");
        assertThat(referrals.goal()).isEqualTo(new KpiReport.Wanted("at_least", BigDecimal.TEN, 30, false));
        assertThat(line(report, "time_to_reward", null).trend()).isEqualByComparingTo("1");
        assertThat(line(report, "cac", "EUR").goal()).isNull();
        assertThat(line(report, "cac", "USD").goal())
                .isEqualTo(new KpiReport.Wanted("at_most", BigDecimal.TEN, 7, null));
        assertThat(line(report, "revenue", "EUR").trend()).isNull();
    }

    private static KpiReport.Line line(KpiReport report, String kpi, @Nullable String currency) {
        return report.kpis().stream()
                .filter(line -> line.kpi().equals(kpi) && java.util.Objects.equals(line.currency(), currency))
                .findFirst()
                .orElseThrow();
    }

    private static Tally tally(List<Steps> steps, @Nullable Double secondsToReward) {
        return new Tally(steps, List.of(), 0, secondsToReward, null);
    }
}
