package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void theDeepestLevelIsThatOfTheRuleThatReachesFarthestUp() {
        assertThat(paying(1, 4, 2).deepestLevel()).isEqualTo(4);
    }

    @Test
    void termsWithoutRulesReachTheAdvocate() {
        assertThat(paying().deepestLevel()).isEqualTo(1);
    }

    private static Terms paying(int... levels) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new Terms.Attribution(
                        Terms.Model.LAST_TOUCH,
                        new Terms.Lookback(null, Terms.Edge.EXCLUSIVE),
                        null,
                        Terms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                IntStream.of(levels).mapToObj(TermsTest::rule).toList());
    }

    private static Terms.RewardRule rule(int level) {
        return new Terms.RewardRule(
                "level-" + level,
                Terms.Trigger.PURCHASE,
                Terms.Role.UPLINE,
                level,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(1, "EUR"), null),
                Duration.ZERO);
    }
}
