package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.By;
import io.grapevine.events.RewardScale.Mode;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.RewardScale.Season;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.RewardScale.Tiers;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.fact.Decisions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorthTest {

    private static final Instant NOON = Decisions.MONDAY;
    private static final List<Step> EPICOR = List.of(
            upTo(20_000L, "2"),
            upTo(50_000L, "3"),
            upTo(100_000L, "4"),
            new Step(null, null, new BigDecimal("5.5"), null));

    @Test
    void aPercentageIsHalfUpOfTheBase() {
        assertThat(worth(15).by(commission())).isEqualTo(new Reckoning(15L, BigDecimal.TEN, 2, null));
    }

    @Test
    void aMaximumInTheOrdersCurrencyBinds() {
        var rule = percent("c", Role.ADVOCATE, 1, "10", new Money(100, "EUR"));
        assertThat(worth(5_000).by(rule).wantedMinor()).isEqualTo(100);
        assertThat(new Worth(5_000, "USD", 1, NOON).by(rule).wantedMinor()).isEqualTo(500);
    }

    @Test
    void aSeasonMultipliesFromItsFirstInstantAndNotAtItsLast() {
        var season = new Season(NOON, NOON.plusSeconds(60), new BigDecimal("1.5"));
        var rule = scaled(commission(), seasons(season));
        assertThat(at(NOON.minusMillis(1)).by(rule).wantedMinor()).isEqualTo(100);
        assertThat(at(NOON).by(rule)).isEqualTo(new Reckoning(1_000L, new BigDecimal("15"), 150, null));
        assertThat(at(NOON.plusSeconds(60)).by(rule).wantedMinor()).isEqualTo(100);
    }

    @Test
    void aSeasonMultipliesWhatIsFixed() {
        var season = new Season(NOON, NOON.plusSeconds(60), new BigDecimal("2.5"));
        var rule = scaled(credit(), seasons(season));
        assertThat(worth(1_000).by(rule)).isEqualTo(new Reckoning(null, null, 1_250, null));
        assertThat(new Worth(1_000, "EUR", 3, NOON).by(credit()).wantedMinor()).isEqualTo(1_500);
    }

    @Test
    void stepsOverAnOrderAreThoseOfTheSpecification() {
        assertThat(worth(120_000)
                        .by(scaled(commission(), tiers(By.ORDER, Mode.MARGINAL, null)))
                        .wantedMinor())
                .isEqualTo(4_400);
        assertThat(worth(120_000)
                        .by(scaled(commission(), tiers(By.ORDER, Mode.WHOLE, null)))
                        .wantedMinor())
                .isEqualTo(6_600);
    }

    @Test
    void anOrderEarnsWhatItAddsToTheVolume() {
        for (var mode : Mode.values()) {
            var tiers = tiers(By.VOLUME, mode, Period.ALL);
            var rule = scaled(commission(), tiers);
            var sum = 0L;
            for (var before = 0L; before < 120_000; before += 10_000)
                sum += worth(10_000).by(rule, tiersOf(tiers), 1, before).wantedMinor();
            assertThat(sum).isEqualTo(mode == Mode.WHOLE ? 6_600 : 4_400);
        }
    }

    @Test
    void beforeTheFirstStepByCountTheRuleHolds() {
        var scale = new RewardScale(
                List.of(),
                null,
                new Tiers(By.COUNT, null, Period.ALL, null, List.of(new Step(3, null, new BigDecimal("20"), null))),
                List.of(),
                null);
        var rule = scaled(commission(), scale);
        assertThat(worth(1_000).by(rule, tiersOf(scale), 2, 0).wantedMinor()).isEqualTo(100);
        assertThat(worth(1_000).by(rule, tiersOf(scale), 3, 0))
                .isEqualTo(new Reckoning(1_000L, new BigDecimal("20"), 200, null));
    }

    private static RewardRule credit() {
        return Programs.rule("c", Trigger.PURCHASE, Role.ADVOCATE, fixed(500, "EUR"), Duration.ZERO);
    }

    private static Tiers tiersOf(RewardScale scale) {
        return Objects.requireNonNull(scale.tiers());
    }

    private static RewardScale tiers(By by, Mode mode, @Nullable Period per) {
        return new RewardScale(List.of(), null, new Tiers(by, mode, per, "EUR", EPICOR), List.of(), null);
    }

    private static RewardScale seasons(Season... seasons) {
        return new RewardScale(List.of(), null, null, List.of(seasons), null);
    }

    private static Step upTo(long minor, String percent) {
        return new Step(null, minor, new BigDecimal(percent), null);
    }

    private static Worth worth(long minor) {
        return new Worth(minor, "EUR", 1, NOON);
    }

    private static Worth at(Instant time) {
        return new Worth(1_000, "EUR", 1, time);
    }
}
