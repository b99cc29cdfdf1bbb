package io.grapevine.acceptance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Duration LENGTH = Duration.ofMinutes(2);

    private final Scenario scenario = Scenario.of(LENGTH, 3, new Random(7));

    @Test
    void everyKindOfStepHappens() {
        assertThat(scenario.steps().stream()
                        .map(timed -> timed.step().getClass().getSimpleName())
                        .distinct())
                .containsExactlyInAnyOrder("Enrol", "Share", "Click", "SignUp", "WalkIn", "Purchase", "Refund");
        assertThat(scenario.steps().stream()
                        .map(Scenario.Timed::step)
                        .filter(step -> step instanceof Step.Click click && click.bot()))
                .isNotEmpty();
    }

    @Test
    void arrivalsComeAtTheRateAndNothingAfterTheEnd() {
        assertThat(scenario.steps().stream()
                        .filter(timed -> timed.step() instanceof Step.Share || timed.step() instanceof Step.Click))
                .hasSize(360);
        assertThat(scenario.steps()).allSatisfy(timed -> assertThat(timed.at()).isBetween(Duration.ZERO, LENGTH));
        assertThat(scenario.steps()).isSortedAccordingTo(java.util.Comparator.comparing(Scenario.Timed::at));
    }

    @Test
    void nothingHappensBeforeItsCause() {
        var enrolled = new HashSet<Integer>();
        var customers = new HashSet<Integer>();
        var clicks = new HashSet<Integer>();
        var orders = new HashMap<Integer, Long>();
        for (var timed : scenario.steps())
            switch (timed.step()) {
                case Step.Enrol enrol ->
                    assertThat(enrolled.add(enrol.person())).isTrue();
                case Step.Share share -> assertThat(enrolled).contains(share.person());
                case Step.Click click -> {
                    assertThat(enrolled).contains(click.of());
                    if (!click.bot()) assertThat(clicks.add(click.click())).isTrue();
                }
                case Step.SignUp signUp -> {
                    assertThat(clicks).contains(signUp.click());
                    assertThat(customers.add(signUp.person())).isTrue();
                }
                case Step.WalkIn walkIn ->
                    assertThat(customers.add(walkIn.person())).isTrue();
                case Step.Purchase purchase -> {
                    assertThat(customers).contains(purchase.person());
                    assertThat(orders.put(purchase.order(), purchase.amountMinor()))
                            .isNull();
                }
                case Step.Refund refund -> assertThat(refund.amountMinor()).isBetween(1L, orders.get(refund.order()));
            }
        assertThat(enrolled).hasSizeGreaterThan(Scenario.FIRST_ADVOCATES);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(Scenario.of(LENGTH, 3, new Random(7))).isEqualTo(scenario);
        assertThat(Scenario.of(LENGTH, 3, new Random(8))).isNotEqualTo(scenario);
    }
}
