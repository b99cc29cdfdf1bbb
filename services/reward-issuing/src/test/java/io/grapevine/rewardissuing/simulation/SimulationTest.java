package io.grapevine.rewardissuing.simulation;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.limited;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.Terms;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.simulation.Compared.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What would have been owed, by the rules that say what is. */
class SimulationTest {

    private static final ProgramVersion FIRST = new ProgramVersion("demo", 1);
    private static final Terms REAL = terms(commission(), thanks(), percent("second", Terms.Role.UPLINE, 2, "3", null));
    private static final Instant FROM = MONDAY;
    private static final Instant TO = MONDAY.plus(Duration.ofDays(10));

    private static int[] seeds() {
        return new Random(20261122)
                .ints(Integer.getInteger("grapevine.seeds", 200))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatReallyHeldCostsWhatItCost(int seed) {
        // Given
        var decisions = drawn(new Random(seed));
        // When
        var compared = simulated(decisions, REAL, Map.of());
        // Then
        assertThat(compared).noneMatch(Compared::differs).allMatch(Compared::inside);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatItCostAndTheDifferenceAreWhatItWouldHave(int seed) {
        // Given
        var random = new Random(seed);
        var decisions = drawn(random);
        var other = terms(percent("commission", Terms.Role.ADVOCATE, 1, "7.5", null), welcomeCoupon());
        // When
        var cost = total(simulated(decisions, other, Map.of()), "EUR");
        // Then: as if the others had been promised from the beginning
        var really = total(simulated(decisions, REAL, Map.of()), "EUR");
        var promised = total(Simulation.of(decisions, Map.of(FIRST, other), Set.of(), instead(other, Map.of())), "EUR");
        assertThat(cost.beforeMinor()).isEqualTo(really.beforeMinor());
        assertThat(cost.afterMinor()).isEqualTo(promised.beforeMinor());
        assertThat(cost.beforeMinor() + cost.differenceMinor()).isEqualTo(cost.afterMinor());
    }

    @Test
    void ofOtherRewardsBothSidesAreTold() {
        // When
        var compared = simulated(
                List.of(purchase().at(FROM).build()),
                terms(percent("commission", Terms.Role.ADVOCATE, 1, "20", null)),
                Map.of());
        // Then
        assertThat(compared)
                .extracting(
                        one -> one.line().key().ruleId(), Compared::wasMinor, Compared::wouldBeMinor, Compared::because)
                .containsExactly(
                        tuple("commission", 1_000L, 2_000L, Because.OTHER_REWARDS),
                        tuple("thanks", 500L, 0L, Because.OTHER_REWARDS));
    }

    @Test
    void thePeriodBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
        var other = terms(percent("commission", Terms.Role.ADVOCATE, 1, "20", null));
        assertThat(simulated(List.of(purchase().at(FROM.minusMillis(1)).build()), other, Map.of()))
                .isEmpty();
        assertThat(simulated(List.of(purchase().at(FROM).build()), other, Map.of()))
                .isNotEmpty();
        assertThat(simulated(List.of(purchase().at(TO.minusMillis(1)).build()), other, Map.of()))
                .isNotEmpty();
        assertThat(simulated(List.of(purchase().at(TO).build()), other, Map.of()))
                .isEmpty();
    }

    @Test
    void anOrderThatWouldNotBeCreditedMakesALaterOneTheFirst() {
        // Given
        var first = purchase().of("cnv_1").order("o1").event("p1").at(FROM).build();
        var later = purchase()
                .of("cnv_2")
                .order("o2")
                .event("p2")
                .at(TO.plusSeconds(1))
                .build();
        var otherwise = purchase()
                .of("cnv_1")
                .order("o1")
                .event("p1")
                .at(FROM)
                .broughtBy("ben")
                .build();
        var nobodys = unattributed(otherwise);
        // When
        var compared = simulated(List.of(first, later), REAL, Map.of("cnv_1", nobodys));
        // Then
        assertThat(compared)
                .extracting(
                        one -> one.line().key().conversionId(),
                        one -> one.line().key().ruleId(),
                        Compared::because)
                .containsExactly(
                        tuple("cnv_1", "commission", Because.DECIDED_OTHERWISE),
                        tuple("cnv_1", "thanks", Because.DECIDED_OTHERWISE),
                        tuple("cnv_2", "thanks", Because.OTHER_FIRST_ORDER));
    }

    @Test
    void whatSomebodyRejectedIsOwedNeitherWay() {
        var rejected = Set.of(new RewardKey("cnv_1", "commission", Terms.Role.ADVOCATE, 1, "ada"));
        var decision = purchase().of("cnv_1").at(FROM).build();
        assertThat(Simulation.of(List.of(decision), Map.of(FIRST, REAL), rejected, instead(REAL, Map.of())))
                .extracting(one -> one.line().key().ruleId())
                .containsExactly("thanks");
    }

    @Test
    void whatLimitsLeaveIsSaidOfAllPagesTogether() {
        // Given
        var capped = terms(limited(
                commission(), new RewardLimits(List.of(new Cap(Terms.Role.ADVOCATE, 1, null, Period.ALL)), null)));
        var simulation = new Simulation(CountedRules.of(Map.of(FIRST, capped)));
        var rulings = new Simulation.Rulings(Set.of(), Map.of());
        // When
        for (var number = 1; number <= 3; number++) {
            var page = purchase()
                    .of("cnv_" + number)
                    .by("friend-" + number)
                    .at(FROM.plusSeconds(number))
                    .build();
            assertThat(simulation.add(
                            List.of(page), Map.of(FIRST, terms(commission())), rulings, instead(capped, Map.of())))
                    .isEmpty();
        }
        // Then
        assertThat(simulation.counted())
                .extracting(Compared::wasMinor, Compared::wouldBeMinor, Compared::because)
                .containsExactly(
                        tuple(1_000L, 1_000L, Compared.Because.SAME),
                        tuple(1_000L, 0L, Compared.Because.OTHER_REWARDS),
                        tuple(1_000L, 0L, Compared.Because.OTHER_REWARDS));
    }

    @Test
    void whatABudgetCutIsCutInBothUnlessItWouldBeAnother() {
        // Given
        var key = new RewardKey("cnv_1", "commission", Terms.Role.ADVOCATE, 1, "ada");
        var decisions = List.of(purchase().of("cnv_1").at(FROM).build());
        var rulings = new Simulation.Rulings(Set.of(), Map.of(key, 400L));
        var real = Map.of(FIRST, terms(commission()));
        // Then
        assertThat(new Simulation(CountedRules.NONE)
                        .add(decisions, real, rulings, instead(terms(commission()), Map.of())))
                .extracting(Compared::wasMinor, Compared::wouldBeMinor)
                .containsExactly(tuple(400L, 400L));
        var doubled = terms(percent("commission", Terms.Role.ADVOCATE, 1, "20", null));
        assertThat(new Simulation(CountedRules.NONE).add(decisions, real, rulings, instead(doubled, Map.of())))
                .extracting(Compared::wasMinor, Compared::wouldBeMinor)
                .containsExactly(tuple(400L, 2_000L));
    }

    @Test
    void couponsAreCountedAndComeToNothing() {
        // When
        var compared = simulated(List.of(signUp().at(FROM).build()), terms(welcomeCoupon()), Map.of());
        // Then
        var cost = total(compared, "");
        assertThat(cost).isEqualTo(new Costs.Cost(0, 0, 1, 0));
        assertThat(Costs.NOTHING.plus(compared).by(Costs.Of::role).keySet()).containsExactly(Terms.Role.FRIEND);
        assertThatIllegalArgumentException().isThrownBy(() -> new Compared(null, null, true, Because.SAME));
    }

    @Test
    void onlyWhatIsPromisedMayBeAnother() {
        var rewards = List.of(Map.of("id", "c", "on", "purchase", "to", "advocate", "give", Map.of("percent", 5)));
        var asked = asked(Map.of("rewards", rewards)).orRefuse();
        assertThat(asked.inPlaceOf(REAL).orRefuse().attribution()).isEqualTo(REAL.attribution());
        assertThat(asked.inPlaceOf(REAL).orRefuse().rewards()).hasSize(1);
        assertThat(pointers(asked(Map.of("definition", Map.of("attribution", Map.of("model", "first_touch"))))
                        .orRefuse()
                        .inPlaceOf(REAL)))
                .containsExactly("/definition/attribution");
        assertThat(pointers(asked(Map.of(
                                "definition",
                                Map.of("eligibility", Map.of("countries", List.of("DE")), "exclusivity", "none")))
                        .orRefuse()
                        .inPlaceOf(REAL)))
                .containsExactly("/definition/eligibility", "/definition/exclusivity");
        assertThat(pointers(
                        asked(Map.of("rewards", List.of(Map.of()))).orRefuse().inPlaceOf(REAL)))
                .allMatch(pointer -> pointer.startsWith("/rewards/0/"));
        assertThat(pointers(asked(Map.of()))).containsExactly("/rewards");
        assertThat(pointers(asked(Map.of("rewards", rewards, "definition", Map.of()))))
                .containsExactly("/rewards");
        assertThat(pointers(SimulationForm.read(Map.of("rewards", rewards)))).containsExactly("/from", "/to");
        assertThat(pointers(SimulationForm.read(
                        Map.of("rewards", rewards, "from", FROM.toString(), "to", FROM.toString()))))
                .containsExactly("/to");
    }

    private static Reading<SimulationForm> asked(Map<String, Object> what) {
        var body = new HashMap<String, Object>(what);
        body.put("from", FROM.toString());
        body.put("to", TO.toString());
        return SimulationForm.read(body);
    }

    private static List<String> pointers(Reading<?> reading) {
        return ((Reading.Refused<?>) reading)
                .mistakes().stream().map(Mistake::pointer).toList();
    }

    private static List<Compared> simulated(
            List<ConversionDecided> decisions, Terms other, Map<String, ConversionDecided> otherwise) {
        return Simulation.of(decisions, Map.of(FIRST, REAL), Set.of(), instead(other, otherwise));
    }

    private static Instead instead(Terms other, Map<String, ConversionDecided> otherwise) {
        return new Instead("demo", FROM, TO, Map.of(FIRST, other), otherwise);
    }

    private static Costs.Cost total(List<Compared> compared, String currency) {
        return Costs.NOTHING.plus(compared).by(Costs.Of::currency).getOrDefault(currency, Costs.Cost.NOTHING);
    }

    private static List<ConversionDecided> drawn(Random random) {
        var decisions = new ArrayList<ConversionDecided>();
        for (var i = 0; i < 1 + random.nextInt(12); i++) {
            var decision = purchase()
                    .of("cnv_" + i)
                    .order("o" + i)
                    .event("p" + i)
                    .by("customer-" + random.nextInt(3))
                    .at(FROM.plus(Duration.ofMinutes(random.nextInt(14_000))))
                    .amount(100 + random.nextInt(100_000), random.nextInt(5) == 0 ? "USD" : "EUR");
            var refunded = random.nextInt(3) == 0 ? decision.refunded(random.nextInt(100)) : decision;
            var drawn = random.nextInt(3) == 0 ? refunded.upline(2, "eve") : refunded;
            decisions.add(random.nextInt(5) == 0 ? unattributed(drawn.build()) : drawn.build());
        }
        return decisions;
    }

    @SuppressWarnings("NullAway") // it does not see @Nullable on a nested type in a class file
    private static ConversionDecided unattributed(ConversionDecided decision) {
        return new ConversionDecided(
                decision.conversionId(),
                decision.revision(),
                decision.programKey(),
                decision.programVersion(),
                decision.kind(),
                decision.eventId(),
                decision.eventSource(),
                decision.customerId(),
                decision.visitorId(),
                decision.orderId(),
                decision.occurredAt(),
                decision.amountMinor(),
                decision.currency(),
                decision.refundedMinor(),
                decision.disputed(),
                ConversionDecided.Outcome.UNATTRIBUTED,
                ConversionDecided.Reason.NO_TOUCH,
                null,
                List.of(),
                List.of(),
                decision.explanation());
    }
}
