package io.grapevine.insights.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTest {

    private static final Goal AT_LEAST_TEN =
            new Goal(Kpi.REFERRALS, "", Goal.Bound.AT_LEAST, BigDecimal.TEN, Goal.USUAL_WINDOW);
    private static final Goal AT_MOST_TEN =
            new Goal(Kpi.CAC, "EUR", Goal.Bound.AT_MOST, BigDecimal.TEN, Duration.ofDays(7));

    @Test
    void theTargetItselfIsMetOnBothSides() {
        assertThat(AT_LEAST_TEN.metBy(new BigDecimal("10.0"))).isTrue();
        assertThat(AT_LEAST_TEN.metBy(new BigDecimal("9.999999"))).isFalse();
        assertThat(AT_MOST_TEN.metBy(new BigDecimal("10.0"))).isTrue();
        assertThat(AT_MOST_TEN.metBy(new BigDecimal("10.000001"))).isFalse();
    }

    @Test
    void aCrossingIsAChangeAndToBeMissedAtFirst() {
        assertThat(AT_LEAST_TEN.crossed(null, false)).isTrue();
        assertThat(AT_LEAST_TEN.crossed(null, true)).isFalse();
        assertThat(AT_LEAST_TEN.crossed(true, false)).isTrue();
        assertThat(AT_LEAST_TEN.crossed(false, true)).isTrue();
        assertThat(AT_LEAST_TEN.crossed(true, true)).isFalse();
        assertThat(AT_LEAST_TEN.crossed(false, false)).isFalse();
    }

    @Test
    void theSentenceNamesFigureAndTarget() {
        assertThat(AT_MOST_TEN.sentence("spring", new BigDecimal("12.500000"), false))
                .isEqualTo(
                        "cac of program spring is 12.5 EUR (minor units) over 7 days, outside its target of at most 10.");
        assertThat(AT_LEAST_TEN.sentence("spring", BigDecimal.valueOf(20), true))
                .isEqualTo("referrals of program spring is 20 over 30 days, back within its target of at least 10.");
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Goal.read(Kpi.CAC, Map.of("target", 10, "bound", "at_most", "currency", "EUR", "window", "7d"))
                        .orRefuse())
                .isEqualTo(AT_MOST_TEN);
        assertThat(Goal.read(Kpi.REFERRALS, Map.of("target", "10", "bound", "at_least"))
                        .orRefuse())
                .isEqualTo(AT_LEAST_TEN);
    }

    @Test
    void everyMistakeIsTold() {
        assertThat(Goal.read(
                        Kpi.REFERRALS, Map.of("bound", "about", "currency", "EUR", "window", "1h", "colour", "red")))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting(mistake -> ((Mistake) mistake).pointer())
                                .containsExactlyInAnyOrder("/target", "/bound", "/window", "/currency", "/colour"));
        assertThat(Goal.read(Kpi.CAC, Map.of("target", 1, "bound", "at_most", "currency", "euro")))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aGoalOfMoneyHasACurrencyAndAnyHasAWindow() {
        assertThatThrownBy(() -> new Goal(Kpi.CAC, "", Goal.Bound.AT_MOST, BigDecimal.ONE, Goal.USUAL_WINDOW))
                .hasMessageContaining("currency");
        assertThatThrownBy(() -> new Goal(Kpi.REFERRALS, "", Goal.Bound.AT_MOST, BigDecimal.ONE, Duration.ZERO))
                .hasMessageContaining("window");
    }
}
