package io.grapevine.rewardissuing.limits;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.limited;
import static io.grapevine.rewardissuing.owed.Programs.onSignUp;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.scaled;
import static io.grapevine.rewardissuing.owed.Programs.toBoth;
import static io.grapevine.rewardissuing.owed.Programs.when;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardLimits.Milestone;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.By;
import io.grapevine.events.RewardScale.Mode;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.RewardScale.Tiers;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.testkit.fact.Decisions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountingTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void aCapByCountLeavesSoManyRewardsInThePeriod() {
        var rule = limited(commission(), cap(2, null, Period.DAY));
        assertThat(minors(
                        rule,
                        order(1, "2026-03-02T08:00:00Z"),
                        order(2, "2026-03-02T09:00:00Z"),
                        order(3, "2026-03-02T23:59:59.999Z"),
                        order(4, "2026-03-03T00:00:00Z")))
                .containsExactly(100L, 100L, 0L, 100L);
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        var weekly = limited(commission(), cap(1, null, Period.WEEK));
        assertThat(minors(
                        weekly,
                        order(1, "2026-03-08T23:59:59Z"),
                        order(2, "2026-03-09T00:00:00Z"),
                        order(3, "2026-03-15T23:00:00Z")))
                .containsExactly(100L, 100L, 0L);
        var monthly = limited(commission(), cap(1, null, Period.MONTH));
        assertThat(minors(
                        monthly,
                        order(1, "2026-03-31T23:59:59Z"),
                        order(2, "2026-04-01T00:00:00Z"),
                        order(3, "2026-04-30T00:00:00Z")))
                .containsExactly(100L, 100L, 0L);
    }

    @Test
    void aRefusedClaimSaysWhyAndWhatItWouldHaveBeen() {
        var line = lines(limited(commission(), cap(1, null, Period.ALL)), order(1), order(2))
                .get(1);
        assertThat(line.standing()).isEqualTo(Standing.REFUSED);
        assertThat(line.reason()).isEqualTo(Reason.CAP_REACHED);
        assertThat(line.reckoning().wantedMinor()).isEqualTo(100);
        assertThat(line.reckoning().cutBy()).isEqualTo(Reason.CAP_REACHED);
    }

    @Test
    void aCapByMoneyLeavesTheRestOfIt() {
        var rule = limited(commission(), cap(null, new Money(250, "EUR"), Period.ALL));
        var lines = lines(rule, order(1), order(2), order(3), order(4));
        assertThat(lines).extracting(CountingTest::minor).containsExactly(100L, 100L, 50L, 0L);
        assertThat(lines.get(2).standing()).isEqualTo(Standing.DUE);
        assertThat(lines.get(2).reckoning().wantedMinor()).isEqualTo(100);
        assertThat(lines.get(3).reason()).isEqualTo(Reason.CAP_REACHED);
    }

    @Test
    void aReversalFreesWhatItTook() {
        var rule = limited(commission(), cap(1, null, Period.ALL));
        assertThat(minors(rule, order(1).refunded(1_000), order(2), order(3))).containsExactly(0L, 100L, 0L);
    }

    @Test
    void severalCapsEachBind() {
        var rule = limited(
                commission(),
                new RewardLimits(
                        List.of(
                                new Cap(Role.ADVOCATE, 3, null, Period.ALL),
                                new Cap(Role.ADVOCATE, null, new Money(150, "EUR"), Period.ALL)),
                        null));
        assertThat(minors(rule, order(1), order(2), order(3))).containsExactly(100L, 50L, 0L);
    }

    @Test
    void aCapIsEachPersonsOwn() {
        var rule = limited(commission(), cap(1, null, Period.ALL));
        assertThat(minors(rule, order(1), order(2).broughtBy("ben"), order(3))).containsExactly(100L, 100L, 0L);
    }

    @Test
    void ofBothEachHasCapsOfTheirOwn() {
        var perFriend = new RewardLimits(List.of(new Cap(Role.FRIEND, 1, null, Period.ALL)), null);
        var lines = lines(limited(toBoth(commission()), perFriend), order(1), order(2));
        assertThat(lines)
                .extracting(line -> line.key().role(), CountingTest::minor)
                .containsExactlyInAnyOrder(
                        tuple(Role.ADVOCATE, 100L),
                        tuple(Role.ADVOCATE, 100L),
                        tuple(Role.FRIEND, 100L),
                        tuple(Role.FRIEND, 0L));
    }

    @Test
    void stepsByCountHoldFromTheirNumberOn() {
        var rule = scaled(
                commission(),
                tiers(new Step(1, null, BigDecimal.TEN, null), new Step(3, null, new BigDecimal("12"), null)));
        assertThat(minors(rule, order(1), order(2), order(3), order(4))).containsExactly(100L, 100L, 120L, 120L);
        assertThat(minors(rule, order(1).refunded(1_000), order(2), order(3), order(4)))
                .containsExactly(0L, 100L, 100L, 120L);
    }

    @Test
    void whoShareAnOrderShareWhatTheirStepGivesForIt() {
        // Given
        var steps =
                tiers(new Step(1, null, null, new Money(90, "EUR")), new Step(2, null, null, new Money(600, "EUR")));
        var rule = scaled(rule("each", Trigger.PURCHASE, Role.ADVOCATE, fixed(90, "EUR"), Duration.ZERO), steps);
        var thirds = new LinkedHashMap<String, Double>();
        for (var name : List.of("ada", "ben", "cid")) thirds.put(name, 1 / 3.0);
        // Then: the second order is ada's second, and the first of the others
        assertThat(minors(rule, order(1), order(2).sharedBy(thirds))).containsExactly(90L, 200L, 30L, 30L);
    }

    @Test
    void whoShareAnOrderShareItsMaximum() {
        // Given
        var volume = new RewardScale(
                List.of(),
                null,
                new Tiers(
                        By.VOLUME,
                        Mode.MARGINAL,
                        Period.ALL,
                        "EUR",
                        List.of(new Step(null, null, BigDecimal.TEN, null))),
                List.of(),
                null);
        var rule = scaled(percent("commission", Role.ADVOCATE, 1, "10", new Money(50, "EUR")), volume);
        // Then
        assertThat(minors(rule, order(1).sharedBy(Map.of("ada", 0.5, "ben", 0.5))))
                .containsExactly(25L, 25L);
    }

    @Test
    void aMilestoneIsPaidForTheConversionThatCompletesIt() {
        var bonus =
                limited(onSignUp("bonus", fixed(5_000, "EUR")), new RewardLimits(List.of(), new Milestone(3, null)));
        assertThat(lines(bonus, friend(1), friend(2), friend(3), friend(4)))
                .extracting(line -> line.key().conversionId())
                .containsExactly("cnv_s3");
    }

    @Test
    void aMilestoneCanBeReachedAgain() {
        var bonus =
                limited(onSignUp("bonus", fixed(5_000, "EUR")), new RewardLimits(List.of(), new Milestone(2, true)));
        assertThat(lines(bonus, friend(1), friend(2), friend(3), friend(4)))
                .extracting(line -> line.key().conversionId())
                .containsExactly("cnv_s2", "cnv_s4");
    }

    @Test
    void aLevelMayAskForATeam() {
        var rule = when(
                percent("second", Role.UPLINE, 2, "10", null),
                new RewardConditions(null, null, List.of(), List.of(), List.of(), 2));
        assertThat(lines(rule, friend(1).broughtBy("eve"), order(2).upline(2, "eve")))
                .isEmpty();
        assertThat(lines(rule, friend(1).broughtBy("eve"), friend(2).broughtBy("eve"), order(3).upline(2, "eve")))
                .extracting(CountingTest::minor)
                .containsExactly(100L);
        assertThat(lines(
                        rule,
                        friend(1).broughtBy("eve"),
                        order(2).upline(2, "eve"),
                        friend(3).broughtBy("eve")))
                .as("friends who came after the order do not count for it")
                .isEmpty();
    }

    @Test
    void countingInPartsIsCountingAtOnce() {
        // Given
        var rules = demo(scaled(
                limited(commission(), cap(3, null, Period.DAY)), tiers(new Step(2, null, new BigDecimal("20"), null))));
        var decisions = Stream.iterate(1, number -> number + 1)
                .limit(9)
                .map(number -> order(number).build())
                .toList();
        var claims = Owed.of(decisions, rules, CountedRules.of(rules)).claims();
        var atOnce = Counting.of(Map.of(), claims, rules);
        // When
        var before = new ArrayList<Counted>();
        for (var claim : claims) {
            var tallies = before.isEmpty()
                    ? Map.<RuleOfPerson, Tallies>of()
                    : Map.of(RuleOfPerson.of(claim), before.getLast().after());
            before.addAll(Counting.of(tallies, List.of(claim), rules));
        }
        // Then
        assertThat(before).isEqualTo(atOnce);
    }

    private static Decisions order(int number) {
        return purchase()
                .of("cnv_" + number)
                .event("p" + number)
                .order("o" + number)
                .at(MONDAY.plus(Duration.ofMinutes(number)))
                .amount(1_000, "EUR");
    }

    private static Decisions order(int number, String time) {
        return order(number).at(Instant.parse(time));
    }

    private static Decisions friend(int number) {
        return signUp().of("cnv_s" + number)
                .event("s" + number)
                .by("friend-" + number)
                .at(MONDAY.plus(Duration.ofMinutes(number)));
    }

    private static RewardLimits cap(@Nullable Integer count, @Nullable Money amount, Period per) {
        return new RewardLimits(List.of(new Cap(Role.ADVOCATE, count, amount, per)), null);
    }

    private static RewardScale tiers(Step... steps) {
        return new RewardScale(
                List.of(), null, new Tiers(By.COUNT, null, Period.ALL, null, List.of(steps)), List.of(), null);
    }

    private static List<Long> minors(RewardRule rule, Decisions... decisions) {
        return lines(rule, decisions).stream().map(CountingTest::minor).toList();
    }

    private static long minor(RewardLine line) {
        return line.amount() == null ? 0 : line.amount().minor();
    }

    /** In the order of events. */
    private static List<RewardLine> lines(RewardRule rule, Decisions... decisions) {
        var terms = demo(rule);
        var built = Stream.of(decisions).map(Decisions::build).toList();
        var owed = Owed.of(built, terms, CountedRules.of(terms));
        assertThat(owed.lines()).isEmpty();
        return Counting.of(Map.of(), owed.claims(), terms).stream()
                .map(Counted::line)
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
