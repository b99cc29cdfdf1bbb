package io.grapevine.rewardissuing.budget;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.coupon;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.standIn;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reference.Seeds;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PursesTest {

    private static final Map<ProgramVersion, Terms> TERMS = demo(commission());
    private static final Map<ProgramVersion, Terms> DEGRADING = demo(
            commission(),
            standIn(rule("lite", Trigger.PURCHASE, Role.ADVOCATE, coupon("10"), Duration.ZERO), "commission"));

    static Stream<Long> seeds() {
        return Seeds.drawn();
    }

    @Test
    void whatIsFreedIsGrantedInTheSameTransaction() {
        // Given
        var granted = new Purses.Before(line(order(1)), false);
        var owed = owed(TERMS, order(1).refunded(10_000), order(2));
        // When
        var drawn = Purses.draw(owed, List.of(granted), Map.of("demo", purse(1_000, 1_000)), TERMS);
        // Then
        assertThat(drawn.owed().lines().values()).extracting(PursesTest::minor).containsExactlyInAnyOrder(0L, 1_000L);
        assertThat(drawn.after().get("demo").grantedMinor()).isEqualTo(1_000);
    }

    @Test
    void theLongestWaitingComesBeforeTheNew() {
        // Given
        var waiting = Purses.draw(owed(TERMS, order(1)), List.of(), Map.of("demo", purse(1_000, 1_000)), TERMS);
        var cut = waiting.owed().lines().values().iterator().next();
        // When
        var drawn = Purses.draw(
                owed(TERMS, order(2), order(1)),
                List.of(new Purses.Before(cut, false)),
                Map.of("demo", purse(1_000, 0)),
                TERMS);
        // Then
        assertThat(drawn.owed().lines().get(cut.key()).standing()).isEqualTo(Standing.DUE);
        assertThat(drawn.owed().lines().values()).extracting(PursesTest::minor).containsExactlyInAnyOrder(1_000L, 0L);
    }

    @Test
    void aRejectedRewardGivesBackWhatItTook() {
        var rejected = new Purses.Before(line(order(1)), true);
        var drawn = Purses.draw(owed(TERMS, order(1)), List.of(rejected), Map.of("demo", purse(1_000, 1_000)), TERMS);
        assertThat(drawn.after().get("demo").grantedMinor()).isZero();
    }

    @Test
    void aStandInIsGivenOnlyWhereTheBudgetTookSomething() {
        var full = Purses.draw(owed(DEGRADING, order(1)), List.of(), Map.of("demo", purse(1_000, 0)), DEGRADING);
        var spent = Purses.draw(owed(DEGRADING, order(1)), List.of(), Map.of("demo", purse(1_000, 999)), DEGRADING);
        assertThat(rulesThatGive(full.owed())).containsExactly("commission");
        assertThat(rulesThatGive(spent.owed())).containsExactlyInAnyOrder("commission", "lite");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverOverAndNeverShortWhileMoneyIsLeft(long seed) {
        // Given
        var random = new Random(seed);
        var total = 1 + random.nextInt(5_000);
        var purse = purse(total, 0);
        var books = new LinkedHashMap<String, RewardLine>();
        var orders = new HashMap<Integer, Decisions>();
        for (var step = 0; step < 60; step++) {
            // When
            var number = random.nextInt(8);
            orders.put(
                    number,
                    order(number)
                            .amount(1_000 * (1 + random.nextInt(20)), "EUR")
                            .refunded(random.nextBoolean() ? 0 : 1_000));
            var touched = new ArrayList<Integer>(orders.keySet());
            if (random.nextBoolean()) touched = new ArrayList<>(List.of(number));
            Collections.shuffle(touched, random);
            var owed = owed(TERMS, touched.stream().map(orders::get).toArray(Decisions[]::new));
            var before = books.values().stream()
                    .filter(line -> owed.lines().containsKey(line.key()))
                    .map(line -> new Purses.Before(line, false))
                    .toList();
            var drawn = Purses.draw(owed, before, Map.of("demo", purse), TERMS);
            drawn.owed().lines().values().forEach(line -> books.put(line.key().conversionId(), line));
            purse = drawn.after().get("demo");
            // Then
            assertThat(books.values().stream().mapToLong(PursesTest::minor).sum())
                    .isEqualTo(purse.grantedMinor())
                    .isLessThanOrEqualTo(total);
            var cut = drawn.owed().lines().values().stream()
                    .anyMatch(line -> line.reckoning() != null
                            && minor(line) < line.reckoning().wantedMinor());
            if (cut) assertThat(purse.grantedMinor()).isEqualTo(total);
        }
    }

    private static List<String> rulesThatGive(Owed owed) {
        return owed.lines().values().stream()
                .filter(RewardLine::owesAnything)
                .map(line -> line.key().ruleId())
                .toList();
    }

    private static Decisions order(int number) {
        return purchase()
                .of("cnv_" + number)
                .event("p" + number)
                .order("o" + number)
                .by("friend-" + number)
                .amount(10_000, "EUR");
    }

    private static RewardLine line(Decisions decision) {
        return owed(TERMS, decision).lines().values().iterator().next();
    }

    private static Owed owed(Map<ProgramVersion, Terms> terms, Decisions... decisions) {
        return Owed.of(Stream.of(decisions).map(Decisions::build).toList(), terms, CountedRules.NONE);
    }

    private static long minor(RewardLine line) {
        return line.amount() == null ? 0 : line.amount().minor();
    }

    private static Purse purse(long total, long granted) {
        return new Purse(total, "EUR", WhenExhausted.PAUSE, granted);
    }
}
