package io.grapevine.insights.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunnelTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private static final List<StepSum> SUMS = List.of(
            step("share", "", 7),
            step("share", "unknown", 3),
            step("click", "human", 24),
            step("click", "other", 8),
            step("click", "unknown", 5),
            step("event", "signup", 15),
            step("event", "purchase", 14),
            step("event", "refund", 3),
            step("customer", "", 14),
            step("signup", "attributed", 10),
            step("signup", "expired", 2),
            step("signup", "self_referral", 1),
            money("order", "", "EUR", 12, 13_000, 500),
            money("order", "", "USD", 1, 700, 0),
            money("purchase", "attributed", "EUR", 3, 3_500, 0),
            money("purchase", "attributed", "USD", 1, 700, 0),
            money("purchase", "not_bound", "EUR", 9, 9_000, 0),
            money("refund", "", "EUR", 2, 500, 0),
            money("reward", "released", "EUR", 2, 350, 0),
            step("reward", "released", 1),
            money("reward", "held", "USD", 1, 70, 0));

    @Test
    void theFunnelSumsTheStepsOfTheProgramsOwnCodes() {
        // When
        var funnel = Funnel.of("spring", new Period(MONDAY, null), SUMS, List.of());
        // Then
        assertThat(funnel.shares()).isEqualTo(7);
        assertThat(funnel.clicks()).isEqualTo(new Funnel.Clicks(32, 24, 5));
        assertThat(funnel.signups())
                .isEqualTo(new Funnel.SignUps(15, 14, 10, Map.of("expired", 2L, "self_referral", 1L)));
        assertThat(funnel.from()).isEqualTo(MONDAY);
        assertThat(funnel.groups()).isEmpty();
    }

    @Test
    void amountsOfDifferentCurrenciesAreNeverAdded() {
        // When
        var funnel = Funnel.of("spring", Period.ALWAYS, SUMS, List.of());
        // Then
        assertThat(funnel.purchases())
                .isEqualTo(new Funnel.Purchases(
                        14,
                        13,
                        4,
                        List.of(new Amount(13_000, "EUR"), new Amount(700, "USD")),
                        List.of(new Amount(500, "EUR"), new Amount(0, "USD")),
                        List.of(new Amount(12_500, "EUR"), new Amount(700, "USD"))));
        assertThat(funnel.refunds()).isEqualTo(new Funnel.Refunds(3, 2, List.of(new Amount(500, "EUR"))));
        assertThat(funnel.rewards())
                .containsExactly(
                        new Funnel.Rewards("held", 1, List.of(new Amount(70, "USD"))),
                        new Funnel.Rewards("released", 3, List.of(new Amount(350, "EUR"))));
    }

    @Test
    void variantsAreOrderedAndWhatHasNoneIsLast() {
        // Given
        var sums = List.of(
                part("B", "share", "", "", 4, 0, 0),
                part("B", "click", "human", "", 15, 0, 0),
                part("B", "click", "other", "", 5, 0, 0),
                part("B", "signup", "attributed", "", 6, 0, 0),
                part("B", "purchase", "attributed", "EUR", 1, 600, 100),
                part("B", "purchase", "attributed", "USD", 1, 700, 0),
                part("", "click", "other", "", 2, 0, 0),
                part("", "click", "unknown", "", 9, 0, 0),
                part("", "signup", "expired", "", 9, 0, 0),
                part("A", "purchase", "attributed", "EUR", 2, 3_000, 0),
                part("A", "reward", "held", "EUR", 2, 300, 0),
                part("A", "reward", "refused", "EUR", 1, 100, 0));
        // When
        var groups = FunnelGroup.by(Dimension.VARIANT, sums);
        // Then
        assertThat(groups)
                .containsExactly(
                        new FunnelGroup("A", "A", null, 0, 0, 0, 0, 2, 2, List.of(new Amount(3_000, "EUR")), 3_000L),
                        new FunnelGroup(
                                "B",
                                "B",
                                null,
                                4,
                                20,
                                15,
                                6,
                                2,
                                0,
                                List.of(new Amount(500, "EUR"), new Amount(700, "USD")),
                                null),
                        new FunnelGroup(null, null, null, 0, 2, 0, 0, 0, 0, List.of(), 0L));
    }

    @Test
    void whatOnlyFailedIsNoGroup() {
        assertThat(FunnelGroup.by(
                        Dimension.CHANNEL,
                        List.of(
                                part("x", "click", "unknown", "", 1, 0, 0),
                                part("y", "signup", "expired", "", 1, 0, 0),
                                part("z", "customer", "", "", 1, 0, 0))))
                .isEmpty();
    }

    @Test
    void generationsAreOrderedByNumber() {
        // When
        var groups = FunnelGroup.by(
                Dimension.GENERATION,
                List.of(part("10", "click", "human", "", 1, 0, 0), part("2", "click", "human", "", 1, 0, 0)));
        // Then
        assertThat(groups).extracting(FunnelGroup::value).containsExactly("2", "10");
        assertThat(groups).extracting(FunnelGroup::variant).containsOnlyNulls();
    }

    @Test
    void stretchesOfTimeAreInTheirOrder() {
        // When
        var points = FunnelGroup.byTime(List.of(
                part(at(MONDAY.plusSeconds(60)), "click", "human", "", 1, 0, 0),
                part(at(MONDAY), "share", "", "", 2, 0, 0)));
        // Then
        assertThat(points).extracting(FunnelGroup::start).containsExactly(MONDAY, MONDAY.plusSeconds(60));
        assertThat(points).extracting(FunnelGroup::shares).containsExactly(2L, 0L);
    }

    @Test
    void anEmptyProgramHasAFunnelOfZeros() {
        // When
        var funnel = Funnel.of("spring", Period.ALWAYS, List.of(), List.of());
        // Then
        assertThat(funnel.shares()).isZero();
        assertThat(funnel.purchases().gross()).isEmpty();
        assertThat(funnel.rewards()).isEmpty();
    }

    @Test
    void eventCountsAddUpToTheirTotal() {
        assertThat(EventCounts.of("spring", Map.of("share", 2L, "click", 40L)).total())
                .isEqualTo(42);
        assertThat(EventCounts.of("spring", Map.of()).total()).isZero();
    }

    @Test
    void percentilesAreTheEndsOfTheSlotsOfTheirRanks() {
        // Given: slot 0 ends at 0 ms, slot 8 below 2.2 ms, slot 80 below 1,118 ms
        var slots = List.of(new Paces.Slot(0, 50), new Paces.Slot(8, 49), new Paces.Slot(80, 1));
        // Then
        assertThat(Paces.percentile(slots, 100, 50)).isEqualTo(Duration.ofMillis(1));
        assertThat(Paces.percentile(slots, 100, 51)).isEqualTo(Duration.ofMillis(2));
        assertThat(Paces.percentile(slots, 100, 99)).isEqualTo(Duration.ofMillis(2));
        assertThat(Paces.percentile(slots, 100, 100)).isEqualTo(Duration.ofMillis(1_116));
        assertThatThrownBy(() -> Paces.percentile(slots, 300, 99)).hasMessageContaining("100");
    }

    @Test
    void onlyStepsThatSomebodyWasTimedInHaveTimes() {
        // When
        var paces = Paces.of("spring", List.of(part("8", "signup", "attributed", "", 3, 0, 0)));
        // Then
        assertThat(paces.steps())
                .singleElement()
                .returns("click_to_signup", Paces.Between::step)
                .returns(3L, Paces.Between::count)
                .returns(Duration.ofMillis(2), Paces.Between::p50);
    }

    private static String at(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static StepSum step(String kind, String outcome, long n) {
        return part("", kind, outcome, "", n, 0, 0);
    }

    private static StepSum money(String kind, String outcome, String currency, long n, long amount, long refunded) {
        return part("", kind, outcome, currency, n, amount, refunded);
    }

    private static StepSum part(
            String group, String kind, String outcome, String currency, long n, long amount, long refunded) {
        return new StepSum(group, kind, outcome, currency, n, amount, refunded);
    }
}
