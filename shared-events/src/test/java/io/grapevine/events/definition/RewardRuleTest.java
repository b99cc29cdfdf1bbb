package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.refused;
import static io.grapevine.events.definition.Definitions.rule;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.tuple;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewardRuleTest {

    @Test
    void thereAreAtMostFiftyRules() {
        // Given
        var rules = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 50; i++) rules.add(with(TEN_PERCENT, "id", "r" + i));
        // Then
        assertThat(accepted(with(smallest(), "rewards", rules)).terms().rewards())
                .hasSize(50);
        rules.add(TEN_PERCENT);
        assertMistake(with(smallest(), "rewards", rules), "/rewards", "invalid_value");
    }

    @Test
    void aRuleThatIsNoObjectIsRefused() {
        assertMistake(with(smallest(), "rewards", Collections.singletonList(null)), "/rewards/0", "invalid_value");
    }

    @Test
    void aRuleSaysWhenToWhomAndWhat() {
        assertThat(refused(withRule(Map.of())))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(
                        tuple("/rewards/0/id", "required"),
                        tuple("/rewards/0/on", "required"),
                        tuple("/rewards/0/to", "required"),
                        tuple("/rewards/0/give", "required"));
    }

    @Test
    void ruleIdsAreUniqueInTheProgram() {
        assertMistake(with(smallest(), "rewards", List.of(TEN_PERCENT, TEN_PERCENT)), "/rewards/1/id", "duplicate");
        assertMistake(withRule(with(TEN_PERCENT, "id", "a b")), "/rewards/0/id", "invalid_value");
    }

    @Test
    void rulesOnWhatIsNotBuiltAreRefused() {
        assertMistake(withRule(with(TEN_PERCENT, "on", "share")), "/rewards/0/on", "unsupported");
        assertMistake(
                withRule(with(TEN_PERCENT, "to", List.of("advocate", "friend"))), "/rewards/0/to", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "to", "team")), "/rewards/0/to", "unsupported");
        assertMistake(withRule(with(TEN_PERCENT, "to", "everyone")), "/rewards/0/to", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "vesting", List.of())), "/rewards/0/vesting", "unsupported");
    }

    @Test
    void onlyRulesToUplineChooseALevelFromTwoToTen() {
        var upline = with(TEN_PERCENT, "to", "upline");
        assertMistake(withRule(upline), "/rewards/0/level", "required");
        assertMistake(withRule(with(upline, "level", 1)), "/rewards/0/level", "invalid_value");
        assertMistake(withRule(with(upline, "level", 11)), "/rewards/0/level", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "level", 2)), "/rewards/0/level", "invalid_value");
        assertThat(accepted(withRule(with(upline, "level", 10))).terms().deepestLevel())
                .isEqualTo(10);
    }

    @Test
    void aSignUpHasNoOrderAndNoAmount() {
        var rule = with(with(TEN_PERCENT, "on", "signup"), "give", Map.of("cash", EUR_20));
        assertMistake(withRule(with(rule, "give", Map.of("percent", 5))), "/rewards/0/give/percent", "invalid_value");
        assertMistake(withRule(with(rule, "first", true)), "/rewards/0/first", "invalid_value");
        assertMistake(withRule(with(rule, "minPurchase", EUR_20)), "/rewards/0/minPurchase", "invalid_value");
        assertThat(accepted(withRule(with(rule, "first", false))).terms().rewards())
                .hasSize(1);
    }

    @Test
    void percentagesAreAboveZeroAndAtMostAHundred() {
        for (Object percent : Arrays.asList(0, -1, 101, "100.1", "1e1", "ten", new BigDecimal("0.0000001"), true))
            assertMistake(
                    withRule(with(TEN_PERCENT, "give", Map.of("percent", percent))),
                    "/rewards/0/give/percent",
                    "invalid_value");
        for (Object percent : Arrays.asList(100, "0.000001", 7.25))
            assertThat(accepted(withRule(with(TEN_PERCENT, "give", Map.of("percent", percent))))
                            .terms()
                            .rewards())
                    .hasSize(1);
    }

    @Test
    void aRuleGivesExactlyOneThing() {
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("percent", 1, "cash", EUR_20))),
                "/rewards/0/give",
                "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "give", Map.of())), "/rewards/0/give", "required");
        assertMistake(withRule(with(TEN_PERCENT, "give", "10%")), "/rewards/0/give", "invalid_value");
    }

    @Test
    void kindsThatAreNotBuiltAreRefused() {
        assertThat(refused(withRule(with(TEN_PERCENT, "give", Map.of("lottery", 5)))))
                .extracting(Mistake::pointer, Mistake::code)
                .contains(tuple("/rewards/0/give/lottery", "unsupported"));
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("percent", 5, "kind", "points"))),
                "/rewards/0/give/kind",
                "invalid_value");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("cash", EUR_20, "max", EUR_20))),
                "/rewards/0/give/max",
                "unsupported");
    }

    @Test
    void aCouponHasEitherPercentOrAmount() {
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 5, "amount", 1)))),
                "/rewards/0/give/coupon/amount",
                "invalid_value");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("amount", 1)))),
                "/rewards/0/give/coupon/currency",
                "required");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", "ten"))),
                "/rewards/0/give/coupon",
                "invalid_value");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 5, "code", "p")))),
                "/rewards/0/give/coupon/code",
                "unsupported");
    }
}
