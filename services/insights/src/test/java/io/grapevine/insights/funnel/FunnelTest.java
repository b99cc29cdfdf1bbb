package io.grapevine.insights.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.insights.funnel.Counts.Converted;
import io.grapevine.insights.funnel.Counts.Owed;
import io.grapevine.insights.funnel.Counts.Refunded;
import io.grapevine.insights.funnel.Counts.SignUps;
import io.grapevine.insights.funnel.Counts.Sold;
import io.grapevine.insights.funnel.Counts.Touches;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunnelTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private static final Counts COUNTS = new Counts(
            List.of(
                    new Touches("A", true, 3, 10, 8),
                    new Touches("B", true, 4, 20, 15),
                    new Touches(null, true, 0, 2, 1),
                    new Touches(null, false, 0, 5, 5)),
            List.of(
                    converted("A", "signup", "attributed", null, null, 4, 0),
                    converted("B", "signup", "attributed", null, null, 6, 0),
                    converted(null, "signup", "unattributed", "expired", null, 2, 0),
                    converted(null, "signup", "refused", "self_referral", null, 1, 0),
                    converted(null, "signup", "review", null, null, 1, 0),
                    converted("A", "purchase", "attributed", null, "EUR", 2, 3_000),
                    converted("B", "purchase", "attributed", null, "EUR", 1, 500),
                    converted("B", "purchase", "attributed", null, "USD", 1, 700),
                    converted(null, "purchase", "unattributed", "not_bound", "EUR", 9, 9_000)),
            new SignUps(15, 14),
            List.of(new Sold("EUR", 13, 12, 13_000, 500), new Sold("USD", 1, 1, 700, 0)),
            List.of(new Refunded("EUR", 3, 2, 500)),
            List.of(
                    new Owed("released", "cash", "EUR", 2, 350),
                    new Owed("released", "coupon", null, 1, 0),
                    new Owed("held", "cash", "USD", 1, 70)));

    @Test
    void theFunnelSumsTheCountsOfTheProgramsOwnCodes() {
        // When
        var funnel = Funnel.of("spring", new Period(MONDAY, null), COUNTS, false);
        // Then
        assertThat(funnel.shares()).isEqualTo(7);
        assertThat(funnel.clicks()).isEqualTo(new Funnel.Clicks(32, 24, 5));
        assertThat(funnel.signups())
                .isEqualTo(new Funnel.SignUps(15, 14, 10, Map.of("expired", 2L, "self_referral", 1L, "review", 1L)));
        assertThat(funnel.from()).isEqualTo(MONDAY);
        assertThat(funnel.groups()).isEmpty();
    }

    @Test
    void amountsOfDifferentCurrenciesAreNeverAdded() {
        // When
        var funnel = Funnel.of("spring", Period.ALWAYS, COUNTS, false);
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
    void groupsAreOrderedAndThatWithoutAVariantIsLast() {
        // When
        var groups = Funnel.of("spring", Period.ALWAYS, COUNTS, true).groups();
        // Then
        assertThat(groups)
                .containsExactly(
                        new Funnel.VariantGroup("A", 3, 10, 8, 4, 2, List.of(new Amount(3_000, "EUR")), 3_000L),
                        new Funnel.VariantGroup(
                                "B", 4, 20, 15, 6, 2, List.of(new Amount(500, "EUR"), new Amount(700, "USD")), null),
                        new Funnel.VariantGroup(null, 0, 2, 1, 0, 0, List.of(), 0L));
    }

    @Test
    void aVariantHasItsGroupByItsSharesAloneOrByItsConversionsAlone() {
        // Given
        var counts = new Counts(
                List.of(new Touches("shared", true, 3, 10, 8)),
                List.of(converted("earlier", "signup", "attributed", null, null, 4, 0)),
                new SignUps(4, 4),
                List.of(),
                List.of(),
                List.of());
        // When
        var groups = Funnel.of("spring", Period.ALWAYS, counts, true).groups();
        // Then
        assertThat(groups)
                .containsExactly(
                        new Funnel.VariantGroup("earlier", 0, 0, 0, 4, 0, List.of(), 0L),
                        new Funnel.VariantGroup("shared", 3, 10, 8, 0, 0, List.of(), 0L));
    }

    @Test
    void anEmptyProgramHasAFunnelOfZeros() {
        // Given
        var nothing = new Counts(List.of(), List.of(), new SignUps(0, 0), List.of(), List.of(), List.of());
        // When
        var funnel = Funnel.of("spring", Period.ALWAYS, nothing, true);
        // Then
        assertThat(funnel.shares()).isZero();
        assertThat(funnel.purchases().gross()).isEmpty();
        assertThat(funnel.groups()).isEmpty();
    }

    @Test
    void eventCountsAddUpToTheirTotal() {
        assertThat(EventCounts.of("spring", Map.of("share", 2L, "click", 40L)).total())
                .isEqualTo(42);
        assertThat(EventCounts.of("spring", Map.of()).total()).isZero();
    }

    @Test
    void aPeriodEndsAfterItBegins() {
        assertThatThrownBy(() -> new Period(MONDAY, MONDAY)).hasMessageContaining("before");
        assertThatThrownBy(() -> new Period(MONDAY, MONDAY.minusMillis(1))).hasMessageContaining("before");
        assertThat(new Period(MONDAY, MONDAY.plusMillis(1)).to()).isAfter(MONDAY);
    }

    private static Converted converted(
            @Nullable String variant,
            String kind,
            String outcome,
            @Nullable String reason,
            @Nullable String currency,
            long conversions,
            long netMinor) {
        return new Converted(variant, kind, outcome, reason, currency, conversions, netMinor);
    }
}
