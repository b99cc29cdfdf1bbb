package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Lines.euro;
import static io.grapevine.rewardissuing.owed.Lines.lines;
import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Terms.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstOrderTest {

    @Test
    void anOrderInAnotherCurrencyDoesNotUseUpTheFirstOne() {
        var owed = lines(
                demo(thanks()),
                purchase().of("a").amount(9000, "USD"),
                purchase().of("b").at(MONDAY.plusSeconds(1)));
        assertThat(owed).extracting(RewardLine::standing).containsExactly(Standing.REFUSED, Standing.DUE);
    }

    @Test
    void theFirstOrderIsTheFirstThatMeetsEveryOtherCondition() {
        // Given
        var small = purchase().of("a").at(MONDAY).amount(1999, "EUR");
        var unattributed = purchase().of("b").at(MONDAY.plusSeconds(1)).unattributed(Outcome.UNATTRIBUTED, null);
        var first = purchase().of("c").at(MONDAY.plusSeconds(2));
        var second = purchase().of("d").at(MONDAY.plusSeconds(3));
        // When, in any order of arrival
        var owed = lines(demo(thanks()), second, small, first, unattributed);
        // Then
        assertThat(owed).singleElement().satisfies(line -> {
            assertThat(line.key()).isEqualTo(new RewardKey("c", "thanks", Role.FRIEND, 0, "fay"));
            assertThat(line.amount()).isEqualTo(euro(500));
            assertThat(line.participantId()).isNull();
        });
    }

    @Test
    void ordersOfTheSameTimeAreOrderedByEventIdByCodePoint() {
        // U+1F600 is a surrogate pair, whose first unit sorts below U+FF5E although the code point is above.
        var owed = lines(
                demo(thanks()),
                purchase().of("a").event("\uD83D\uDE00"),
                purchase().of("b").event("\uFF5E"));
        assertThat(owed)
                .singleElement()
                .extracting(line -> line.key().conversionId())
                .isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({"a, b, -1", "ab, a, 1", "a, a, 0", "a, ab, -1"})
    void idsAreOrderedByCodePoint(String left, String right, int sign) {
        assertThat(Integer.signum(EventOrder.byCodePoint(left, right))).isEqualTo(sign);
    }

    @Test
    void aRefundNeverMovesAFirstRewardToAnotherOrder() {
        // Given
        var later = purchase().of("b").at(MONDAY.plusSeconds(1));
        // When
        var partly = lines(demo(thanks()), purchase().of("a").refunded(9999), later);
        var fully = lines(demo(thanks()), purchase().of("a").refunded(10_000), later);
        // Then
        assertThat(partly).singleElement().satisfies(line -> {
            assertThat(line.key().conversionId()).isEqualTo("a");
            assertThat(line.amount()).isEqualTo(euro(500));
        });
        assertThat(fully).singleElement().satisfies(line -> {
            assertThat(line.key().conversionId()).isEqualTo("a");
            assertThat(line.standing()).isEqualTo(Standing.REVERSED);
        });
    }

    @Test
    void everyCustomerAndEveryProgramHasAFirstOrderOfItsOwn() {
        var terms = Map.of(
                new ProgramVersion("demo", 1), terms(thanks()),
                new ProgramVersion("demo", 2), terms(thanks(), commission()),
                new ProgramVersion("spring", 1), terms(thanks()));
        var owed = lines(
                terms,
                purchase().of("a"),
                purchase().of("b").in("demo", 2).at(MONDAY.plusSeconds(1)),
                purchase().of("c").by("gus", null),
                purchase().of("d").in("spring", 1));
        assertThat(owed)
                .filteredOn(line -> line.key().ruleId().equals("thanks"))
                .extracting(line -> line.key().conversionId())
                .containsExactlyInAnyOrder("a", "c", "d");
        assertThat(owed)
                .filteredOn(line -> line.key().ruleId().equals("commission"))
                .extracting(line -> line.key().conversionId())
                .containsExactly("b");
    }

    @Test
    void newFactsAboutOneConversionConcernTheOthersByTheRulesAboutTheFirstOnly() {
        // Given
        var rules = demo(commission(), thanks());
        var first = purchase().of("a").build();
        var second = purchase().of("b").at(MONDAY.plusSeconds(1)).build();
        var owed = Owed.of(List.of(first, second), rules, CountedRules.NONE);
        // When
        var narrowed = owed.narrowedTo(Set.of("b"), Owed.rulesBeyondOneOrder(rules.values()));
        // Then
        assertThat(narrowed.lines().keySet())
                .extracting(key -> key.conversionId() + " " + key.ruleId())
                .containsExactlyInAnyOrder("a thanks", "b commission");
    }
}
