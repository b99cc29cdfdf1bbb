package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.coupon;
import static io.grapevine.events.definition.Definitions.money;
import static io.grapevine.events.definition.Definitions.rule;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.Binding;
import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.Lookback;
import io.grapevine.events.AttributionTerms.Model;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Eligibility;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    @Test
    void theSmallestDefinitionGetsEveryDefault() {
        // When
        var definition = accepted(smallest());
        // Then
        assertThat(definition)
                .isEqualTo(new Definition(
                        new Terms(
                                "Spring",
                                "https://shop.example/welcome",
                                new AttributionTerms(
                                        Model.LAST_TOUCH,
                                        new Lookback(Duration.ofDays(30), Edge.EXCLUSIVE),
                                        null,
                                        Binding.LIFETIME),
                                new Eligibility(null, List.of()),
                                List.of()),
                        null));
    }

    @Test
    void aWholeDefinitionIsReadAsWritten() {
        // Given
        var body = smallest();
        body.put(
                "attribution",
                Map.of(
                        "model", "first_touch",
                        "lookback", Map.of("length", "7d", "edge", "inclusive"),
                        "conversionWindow", "90d",
                        "binding", "per_order"));
        body.put("eligibility", Map.of("minPurchase", EUR_20, "countries", List.of("RO", "DE", "RO")));
        body.put("effectiveFrom", "2026-03-01T00:00:00.123456+01:00");
        body.put(
                "rewards",
                List.of(
                        Map.of(
                                "id", "welcome",
                                "on", "signup",
                                "to", "friend",
                                "give", Map.of("coupon", Map.of("percent", 10))),
                        Map.of(
                                "id",
                                "thanks",
                                "on",
                                "purchase",
                                "first",
                                true,
                                "minPurchase",
                                EUR_20,
                                "to",
                                "friend",
                                "give",
                                Map.of("credit", Map.of("amount", 500, "currency", "EUR"))),
                        Map.of(
                                "id", "commission",
                                "on", "purchase",
                                "to", "advocate",
                                "give", Map.of("percent", new BigDecimal("10.50"), "max", EUR_20, "kind", "credit"),
                                "hold", "14d"),
                        Map.of(
                                "id", "upline",
                                "on", "purchase",
                                "to", "upline",
                                "level", 2,
                                "give", Map.of("percent", "2"),
                                "hold", "PT12H"),
                        Map.of(
                                "id", "cash",
                                "on", "signup",
                                "to", "advocate",
                                "level", 1,
                                "give", Map.of("cash", Map.of("amount", 100L, "currency", "JPY"))),
                        Map.of(
                                "id", "voucher",
                                "on", "signup",
                                "to", "friend",
                                "level", 0,
                                "give", Map.of("coupon", EUR_20))));
        // When
        var definition = accepted(body);
        // Then
        assertThat(definition.effectiveFrom()).isEqualTo(Instant.parse("2026-02-28T23:00:00.123Z"));
        assertThat(definition.terms().attribution())
                .isEqualTo(new AttributionTerms(
                        Model.FIRST_TOUCH,
                        new Lookback(Duration.ofDays(7), Edge.INCLUSIVE),
                        Duration.ofDays(90),
                        Binding.PER_ORDER));
        assertThat(definition.terms().eligibility())
                .isEqualTo(new Eligibility(new Money(2000, "EUR"), List.of("DE", "RO")));
        assertThat(definition.terms().rewards())
                .containsExactly(
                        rule("welcome", Trigger.SIGNUP, Role.FRIEND, 0, coupon(new Coupon(new BigDecimal("10"), null))),
                        new RewardRule(
                                "thanks",
                                Trigger.PURCHASE,
                                Role.FRIEND,
                                0,
                                true,
                                new Money(2000, "EUR"),
                                money(RewardKind.CREDIT, new Money(500, "EUR")),
                                Duration.ZERO),
                        new RewardRule(
                                "commission",
                                Trigger.PURCHASE,
                                Role.ADVOCATE,
                                1,
                                false,
                                null,
                                new Give(RewardKind.CREDIT, new BigDecimal("10.5"), new Money(2000, "EUR"), null, null),
                                Duration.ofDays(14)),
                        new RewardRule(
                                "upline",
                                Trigger.PURCHASE,
                                Role.UPLINE,
                                2,
                                false,
                                null,
                                new Give(RewardKind.CASH, new BigDecimal("2"), null, null, null),
                                Duration.ofHours(12)),
                        rule("cash", Trigger.SIGNUP, Role.ADVOCATE, 1, money(RewardKind.CASH, new Money(100, "JPY"))),
                        rule(
                                "voucher",
                                Trigger.SIGNUP,
                                Role.FRIEND,
                                0,
                                coupon(new Coupon(null, new Money(2000, "EUR")))));
    }

    @Test
    void theSameTermsInOtherWordsAreEqual() {
        // Given
        var one = smallest();
        one.put("attribution", Map.of("lookback", "30d"));
        one.put("rewards", List.of(with(TEN_PERCENT, "give", Map.of("percent", 10))));
        one.put("eligibility", Map.of("countries", List.of("DE", "ES")));
        var other = smallest();
        other.put("attribution", Map.of("lookback", Map.of("length", "PT720H")));
        other.put("rewards", List.of(with(TEN_PERCENT, "give", Map.of("percent", new BigDecimal("10.00")))));
        other.put("eligibility", Map.of("countries", List.of("ES", "DE"), "newCustomersOnly", false));
        // Then
        assertThat(accepted(one)).isEqualTo(accepted(other));
    }

    @Test
    void theReplayPolicyOfTheDecisionSpecCanBeSaid() {
        // Given
        var body = smallest();
        body.put(
                "rewards",
                List.of(
                        TEN_PERCENT,
                        Map.of("id", "up", "on", "purchase", "to", "upline", "level", 2, "give", Map.of("percent", 3)),
                        Map.of(
                                "id",
                                "thanks",
                                "on",
                                "purchase",
                                "first",
                                true,
                                "minPurchase",
                                Map.of("amount", 2000, "currency", "USD"),
                                "to",
                                "friend",
                                "give",
                                Map.of("credit", Map.of("amount", 500, "currency", "USD")))));
        // Then
        assertThat(accepted(body).terms().deepestLevel()).isEqualTo(2);
    }

    @Test
    void unlimitedIsAWindowWithoutEnd() {
        // Given
        var body = smallest();
        body.put("attribution", Map.of("lookback", "unlimited", "conversionWindow", "unlimited"));
        // When
        var attribution = accepted(body).terms().attribution();
        // Then
        assertThat(attribution.lookback()).isEqualTo(new Lookback(null, Edge.EXCLUSIVE));
        assertThat(attribution.conversionWindow()).isNull();
    }

    @Test
    void theShortestWindowIsAMillisecond() {
        // Given
        var body = with(smallest(), "attribution", Map.of("lookback", "PT0.001S"));
        // Then
        assertThat(accepted(body).terms().attribution().lookback().length()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void theLongestWindowIsTenYears() {
        // Given
        var body = with(smallest(), "attribution", Map.of("lookback", "3650d"));
        // Then
        assertThat(accepted(body).terms().attribution().lookback().length()).isEqualTo(Duration.ofDays(3650));
    }
}
