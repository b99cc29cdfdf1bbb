package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Lines.lines;
import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SharedRewardTest {

    private static final double THIRD = 1 / 3.0;

    @Test
    void everyCreditedAdvocateIsOwedTheirShareOfTheWholeReward() {
        assertThat(owed(thirds(), commission())).isEqualTo(Map.of("ada", 334L, "ben", 333L, "cid", 333L));
    }

    @Test
    void eachShareIsARewardOfItsOwn() {
        assertThat(lines(demo(commission()), thirds()))
                .extracting(RewardLine::key)
                .containsExactly(
                        new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "ada"),
                        new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "ben"),
                        new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "cid"));
        assertThat(lines(demo(commission()), thirds()))
                .extracting(RewardLine::participantId)
                .containsExactly("par_ada", "par_ben", "par_cid");
    }

    @ParameterizedTest
    @CsvSource({"0, 334, 333, 333", "5000, 167, 167, 166", "9970, 1, 1, 1", "9980, 1, 1, 0", "10000, 0, 0, 0"})
    void aRefundReducesAllOfThemAndAFullOneLeavesNothing(long refunded, long ada, long ben, long cid) {
        assertThat(owed(thirds().refunded(refunded), commission()))
                .isEqualTo(Map.of("ada", ada, "ben", ben, "cid", cid));
    }

    @Test
    void aFullRefundReversesEveryShareAndADisputeFreezesEvery() {
        assertThat(lines(demo(commission()), thirds().refunded(10_000)))
                .extracting(RewardLine::standing)
                .containsOnly(Standing.REVERSED);
        assertThat(lines(demo(commission()), thirds().disputed(State.OPENED)))
                .extracting(RewardLine::standing)
                .containsOnly(Standing.FROZEN);
    }

    @Test
    void aMaximumBoundsTheWholeRewardAndNotEachShare() {
        var bounded = percent("commission", Role.ADVOCATE, 1, "10", new Money(500, "EUR"));
        assertThat(owed(thirds(), bounded)).isEqualTo(Map.of("ada", 167L, "ben", 167L, "cid", 166L));
    }

    @Test
    void aFixedAmountIsSharedToo() {
        var bonus = rule("bonus", Trigger.SIGNUP, Role.ADVOCATE, fixed(100, "EUR"), Duration.ZERO);
        assertThat(owed(signUp().sharedBy(ordered("ada", 0.75, "ben", 0.25)), bonus))
                .isEqualTo(Map.of("ada", 75L, "ben", 25L));
    }

    @Test
    void theFriendSharesWithNobody() {
        assertThat(owed(thirds(), thanks())).isEqualTo(Map.of("fay", 500L));
    }

    @Test
    void anUplineFollowsTheSharesBelowItAndWhatHasNobodyAboveIsGivenToNobody() {
        // Given
        var second = percent("second", Role.UPLINE, 2, "3", null);
        // Then
        assertThat(owed(thirds().upline(2, "eve", 2 * THIRD).upline(3, "zoe", 2 * THIRD), second))
                .isEqualTo(Map.of("eve", 200L));
        assertThat(owed(thirds().upline(2, "eve", 2 * THIRD).upline(2, "zoe", THIRD), second))
                .isEqualTo(Map.of("eve", 200L, "zoe", 100L));
        assertThat(owed(thirds(), second)).isEmpty();
    }

    @Test
    void nobodyIsRewardedForBringingHimselfAndNobodyGetsHisShare() {
        assertThat(owed(purchase().sharedBy(ordered("fay", 0.5, "ada", 0.5)), commission()))
                .isEqualTo(Map.of("ada", 500L));
    }

    static List<Long> seeds() {
        return new Random(20_261_122).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sharesSumToTheWholeReward(long seed) {
        // Given
        var random = new Random(seed);
        var parts = random.ints(1 + random.nextInt(9), 1, 1_000).toArray();
        var sum = IntStream.of(parts).sum();
        var weights = new LinkedHashMap<String, Double>();
        for (var i = 0; i < parts.length; i++) weights.put("p" + i, parts[i] / (double) sum);
        var gross = random.nextInt(100_000);
        var refunded = random.nextInt(gross + 1);
        // When
        var alone = purchase().amount(gross, "EUR").refunded(refunded);
        var shared = purchase().amount(gross, "EUR").refunded(refunded).sharedBy(weights);
        // Then
        assertThat(total(owed(shared, commission()))).isEqualTo(total(owed(alone, commission())));
    }

    private static Decisions thirds() {
        return purchase().sharedBy(ordered("ada", THIRD, "ben", THIRD, "cid", THIRD));
    }

    private static Map<String, Double> ordered(Object... namesAndWeights) {
        var ordered = new LinkedHashMap<String, Double>();
        for (var i = 0; i < namesAndWeights.length; i += 2)
            ordered.put((String) namesAndWeights[i], (Double) namesAndWeights[i + 1]);
        return ordered;
    }

    private static Map<String, Long> owed(Decisions decision, RewardRule rule) {
        var owed = new TreeMap<String, Long>();
        for (var line : lines(demo(rule), decision))
            owed.merge(
                    line.key().externalId(),
                    Objects.requireNonNull(line.amount()).minor(),
                    Long::sum);
        return owed;
    }

    private static long total(Map<String, Long> owed) {
        return owed.values().stream().mapToLong(Long::longValue).sum();
    }
}
