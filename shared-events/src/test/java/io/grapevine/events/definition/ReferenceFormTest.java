package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceFormTest {

    private static final Map<String, Object> SECOND = upline(2);

    @Test
    void anUplinesPercentageIsOfTheSaleUnlessItSaysOtherwise() {
        assertThat(commissionOf(TEN_PERCENT, SECOND)).isNull();
        assertThat(commissionOf(TEN_PERCENT, with(SECOND, "base", "sale"))).isNull();
        assertThat(commissionOf(TEN_PERCENT, with(SECOND, "base", "previous_commission")))
                .isEqualTo("commission");
    }

    @Test
    void thePreviousCommissionIsTheLevelBelowAndTheFirstIsTheAdvocates() {
        var third = with(upline(3), "base", "previous_commission");
        assertThat(commissionOf(TEN_PERCENT, SECOND, third)).isEqualTo("up2");
        assertThat(commissionOf(TEN_PERCENT, SECOND, with(third, "base", "first_commission")))
                .isEqualTo("commission");
    }

    @Test
    void whereSeveralRulesCouldBeMeantOneIsNamed() {
        var bonus = with(TEN_PERCENT, "id", "bonus");
        var second = with(SECOND, "base", "first_commission");
        assertMistake(rules(TEN_PERCENT, bonus, second), "/rewards/2/base", "invalid_value");
        assertThat(commissionOf(TEN_PERCENT, bonus, with(second, "of", "bonus")))
                .isEqualTo("bonus");
        assertMistake(rules(TEN_PERCENT, with(second, "of", "other")), "/rewards/1/of", "invalid_value");
        assertMistake(rules(TEN_PERCENT, with(SECOND, "of", "commission")), "/rewards/1/of", "invalid_value");
    }

    @Test
    void whatItIsOfStandsBeforeIt() {
        assertMistake(
                rules(with(SECOND, "base", "previous_commission"), TEN_PERCENT), "/rewards/0/base", "invalid_value");
    }

    @Test
    void onlyAnUplinesPercentageHasAnotherBase() {
        assertMistake(rules(with(TEN_PERCENT, "base", "previous_commission")), "/rewards/0/base", "invalid_value");
        var fixed = with(with(SECOND, "give", Map.of("cash", EUR_20)), "base", "first_commission");
        assertMistake(rules(TEN_PERCENT, fixed), "/rewards/1/base", "invalid_value");
    }

    @Test
    void aCommissionThatDependsOnItsReceiversHistoryIsNoBase() {
        var tiered = with(TEN_PERCENT, "tiers", List.of(Map.of("from", 1, "percent", 10)));
        assertMistake(rules(tiered, with(SECOND, "base", "first_commission")), "/rewards/1/base", "invalid_value");
    }

    private static Map<String, Object> upline(int level) {
        return with(with(with(TEN_PERCENT, "id", "up" + level), "to", "upline"), "level", level);
    }

    @SafeVarargs
    private static Map<String, Object> rules(Map<String, Object>... rules) {
        return with(smallest(), "rewards", List.of(rules));
    }

    @SafeVarargs
    private static String commissionOf(Map<String, Object>... rules) {
        return accepted(rules(rules)).terms().rewards().getLast().scaled().commissionOf();
    }
}
