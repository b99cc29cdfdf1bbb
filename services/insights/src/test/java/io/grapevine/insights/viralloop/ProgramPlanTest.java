package io.grapevine.insights.viralloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.insights.viralloop.ProgramPlan.History;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramPlanTest {

    /** 60 customers in 6 months, together 200 months of custom, 20.00 a month each, 5.00 of reward each. */
    private static final History HISTORY = new History("EUR", 60, 6, 200, 400_000, 30_000);

    @Test
    void aPlanGoesOnWithWhatHasBeen() {
        // When
        var plan = ProgramPlan.of("spring", HISTORY, 12, 0, new BigDecimal("0.5"), List.of(500L, 1_000L));
        // Then: 120 referrals; each is there for 6 of the 12 months
        var same = plan.levels().getFirst();
        assertThat(HISTORY.averageRewardMinor()).isEqualTo(500);
        assertThat(same.referrals()).isCloseTo(120, within(1e-9));
        assertThat(same.costMinor()).isEqualTo(60_000);
        assertThat(same.revenueMinor()).isEqualTo(1_440_000);
        assertThat(same.roi()).isEqualByComparingTo("11");
        assertThat(same.paybackMonths()).isEqualByComparingTo("0.5");
        assertThat(plan.levels().getLast().referrals()).isCloseTo(120, within(1e-9));
        assertThat(plan.levels().getLast().paybackMonths()).isEqualByComparingTo("1");
    }

    @Test
    void anElasticityMakesMoreRewardBringMorePeople() {
        // When
        var levels = ProgramPlan.of("spring", HISTORY, 12, 0.5, BigDecimal.ONE, List.of(0L, 2_000L))
                .levels();
        // Then: four times the reward, twice the referrals
        assertThat(levels.getFirst().referrals()).isZero();
        assertThat(levels.getFirst().roi()).isNull();
        assertThat(levels.getLast().referrals()).isCloseTo(240, within(1e-9));
    }

    @Test
    void withoutAHistoryNothingIsExpected() {
        // When
        var level = ProgramPlan.of("spring", new History("XXX", 0, 0, 0, 0, 0), 12, 1, BigDecimal.ONE, List.of(500L))
                .levels()
                .getFirst();
        // Then
        assertThat(level).isEqualTo(new ProgramPlan.Level(500, 0, 0, 0, null, null));
    }
}
