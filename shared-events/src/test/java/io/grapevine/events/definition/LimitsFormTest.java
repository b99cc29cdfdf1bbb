package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Budget;
import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardLimits.Milestone;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsFormTest {

    private static final Map<String, Object> COUPON = with(
            with(with(TEN_PERCENT, "id", "lite"), "give", Map.of("coupon", Map.of("percent", 10))),
            "insteadOf",
            "commission");

    @Test
    void aCapIsACountOrAnAmountInAPeriod() {
        var caps = Map.of(
                "perAdvocate", List.of(Map.of("count", 20, "per", "month"), Map.of("count", 3, "amount", EUR_20)));
        assertThat(read(with(TEN_PERCENT, "caps", caps)).limited().caps())
                .containsExactly(
                        new Cap(Role.ADVOCATE, 20, null, Period.MONTH),
                        new Cap(Role.ADVOCATE, 3, null, Period.ALL),
                        new Cap(Role.ADVOCATE, null, new Money(2000, "EUR"), Period.ALL));
    }

    @Test
    void aCapIsForWhomTheRuleGivesTo() {
        var perFriend = Map.of("perFriend", Map.of("count", 1));
        assertMistake(withRule(with(TEN_PERCENT, "caps", perFriend)), "/rewards/0/caps/perFriend", "invalid_value");
        var both = read(with(with(TEN_PERCENT, "to", "both"), "caps", perFriend));
        assertThat(both.limited().caps()).extracting(Cap::whose).containsExactly(Role.FRIEND);
        assertThat(both.limited().caps().getFirst().binds(Role.UPLINE)).isFalse();
    }

    @Test
    void aCapSaysHowMuch() {
        assertMistake(
                withRule(with(TEN_PERCENT, "caps", Map.of("perAdvocate", Map.of("per", "day")))),
                "/rewards/0/caps/perAdvocate/count",
                "required");
        assertMistake(
                withRule(with(TEN_PERCENT, "caps", Map.of("perAdvocate", 1))),
                "/rewards/0/caps/perAdvocate",
                "invalid_value");
        assertMistake(
                withRule(with(
                        with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 1))),
                        "caps",
                        Map.of("perAdvocate", Map.of("amount", EUR_20)))),
                "/rewards/0/caps/perAdvocate/amount",
                "invalid_value");
    }

    @Test
    void aMilestoneIsReachedOnceOrAgainAndAgain() {
        assertThat(read(with(TEN_PERCENT, "milestone", 5)).limited().milestone())
                .isEqualTo(new Milestone(5, null));
        var every = new Milestone(5, true);
        assertThat(read(with(TEN_PERCENT, "milestone", Map.of("count", 5, "every", true)))
                        .limited()
                        .milestone())
                .isEqualTo(every);
        assertThat(List.of(4L, 5L, 6L, 10L)).filteredOn(every::isReachedAt).containsExactly(5L, 10L);
        assertThat(List.of(4L, 5L, 10L))
                .filteredOn(new Milestone(5, null)::isReachedAt)
                .containsExactly(5L);
    }

    @Test
    void aBudgetPausesUnlessItSaysOtherwise() {
        assertThat(accepted(with(smallest(), "budget", EUR_20)).terms().budget())
                .isEqualTo(new Budget(new Money(2000, "EUR"), WhenExhausted.PAUSE));
        assertThat(accepted(with(smallest(), "budget", with(EUR_20, "whenExhausted", "alert")))
                        .terms()
                        .budget())
                .isEqualTo(new Budget(new Money(2000, "EUR"), WhenExhausted.ALERT));
    }

    @Test
    void aBudgetThatDegradesHasARuleToFallBackOn() {
        var degrading = with(EUR_20, "whenExhausted", "degrade");
        assertMistake(with(smallest(), "budget", degrading), "/budget/whenExhausted", "invalid_value");
        var rules = with(smallest(), "rewards", List.of(TEN_PERCENT, COUPON));
        var terms = accepted(with(rules, "budget", degrading)).terms();
        assertThat(terms.rewards().getLast().insteadOf()).isEqualTo("commission");
        assertMistake(rules, "/budget", "required");
        assertMistake(with(rules, "budget", EUR_20), "/budget/whenExhausted", "invalid_value");
    }

    @Test
    void whatStandsInIsNoMoneyAndStandsInForMoney() {
        var degrading = with(EUR_20, "whenExhausted", "degrade");
        var money = with(with(TEN_PERCENT, "id", "lite"), "insteadOf", "commission");
        assertMistake(
                with(with(smallest(), "rewards", List.of(TEN_PERCENT, money)), "budget", degrading),
                "/rewards/1/insteadOf",
                "invalid_value");
        assertMistake(
                with(with(smallest(), "rewards", List.of(COUPON)), "budget", EUR_20),
                "/rewards/0/insteadOf",
                "invalid_value");
    }

    private static RewardRule read(Map<String, Object> rule) {
        return accepted(withRule(rule)).terms().rewards().getFirst();
    }
}
