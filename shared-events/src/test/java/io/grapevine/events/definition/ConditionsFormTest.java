package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsFormTest {

    private static final Map<String, Object> ON_SIGN_UP =
            with(with(TEN_PERCENT, "on", "signup"), "give", Map.of("cash", EUR_20));

    @Test
    void aRuleSaysWhichConversionsItAnswers() {
        var rule =
                with(with(with(TEN_PERCENT, "nth", 3), "products", List.of("b", "a", "a")), "segments", List.of("vip"));
        assertThat(read(with(rule, "categories", List.of("shoes"))).when())
                .isEqualTo(new RewardConditions(3, null, List.of("a", "b"), List.of("shoes"), List.of("vip"), null));
        assertThat(read(with(TEN_PERCENT, "months", 12)).when().months()).isEqualTo(12);
        assertThat(read(with(TEN_PERCENT, "team", 10)).when().team()).isEqualTo(10);
    }

    @Test
    void aRuleWithoutConditionsHasNone() {
        assertThat(read(TEN_PERCENT).conditions()).isNull();
        assertThat(read(with(TEN_PERCENT, "products", List.of())).when()).isEqualTo(RewardConditions.NONE);
    }

    @Test
    void oneOrderIsChosenInOneWay() {
        var first = with(TEN_PERCENT, "first", true);
        assertMistake(withRule(with(first, "nth", 2)), "/rewards/0/nth", "invalid_value");
        assertMistake(withRule(with(first, "months", 2)), "/rewards/0/months", "invalid_value");
        assertMistake(withRule(with(with(TEN_PERCENT, "nth", 2), "months", 2)), "/rewards/0/months", "invalid_value");
    }

    @Test
    void numbersAreWholeAndAboveZero() {
        for (Object wrong : List.of(0, -1, "three", 1.5))
            for (var field : List.of("nth", "months", "team"))
                assertMistake(withRule(with(TEN_PERCENT, field, wrong)), "/rewards/0/" + field, "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "products", List.of(" "))), "/rewards/0/products/0", "invalid_value");
    }

    @Test
    void aSignUpHasASegmentAndNothingOfAnOrder() {
        assertThat(read(with(ON_SIGN_UP, "segments", List.of("vip"))).when().segments())
                .containsExactly("vip");
        assertMistake(withRule(with(ON_SIGN_UP, "nth", 2)), "/rewards/0/nth", "invalid_value");
        assertMistake(withRule(with(ON_SIGN_UP, "products", List.of("a"))), "/rewards/0/products", "invalid_value");
    }

    @Test
    void friendsHaveNoTeam() {
        var toFriend = with(TEN_PERCENT, "to", "friend");
        assertMistake(withRule(with(toFriend, "team", 2)), "/rewards/0/team", "invalid_value");
    }

    @Test
    void bothMeansTheAdvocateAndTheFriend() {
        var rule = read(with(TEN_PERCENT, "to", "both"));
        assertThat(rule.to()).isEqualTo(Role.ADVOCATE);
        assertThat(rule.level()).isEqualTo(1);
        assertThat(rule.givesBoth()).isTrue();
        assertThat(read(TEN_PERCENT).givesBoth()).isFalse();
    }

    private static RewardRule read(Map<String, Object> rule) {
        return accepted(withRule(rule)).terms().rewards().getFirst();
    }
}
