package io.grapevine.programs.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Attribution;
import io.grapevine.events.Terms.Binding;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Edge;
import io.grapevine.events.Terms.Eligibility;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Lookback;
import io.grapevine.events.Terms.Model;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.programs.form.Mistake;
import io.grapevine.programs.form.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {

    private static final Map<String, Object> EUR_20 = Map.of("amount", 2000, "currency", "EUR");
    private static final Map<String, Object> TEN_PERCENT =
            Map.of("id", "commission", "on", "purchase", "to", "advocate", "give", Map.of("percent", 10));

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
                                new Attribution(
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
                .isEqualTo(new Attribution(
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
    void nothingAtAllIsRefusedAsAWhole() {
        assertThat(refused(null))
                .containsExactly(new Mistake("", "invalid_value", "expected an object with named fields, got nothing"));
        assertThat(refused(List.of())).extracting(Mistake::pointer).containsExactly("");
        assertThat(refused("text"))
                .extracting(Mistake::detail)
                .first()
                .asString()
                .contains("\"text\"");
    }

    @Test
    void nameAndDestinationAreRequired() {
        assertThat(refused(Map.of()))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(tuple("/name", "required"), tuple("/destination", "required"));
    }

    @Test
    void everyMistakeIsToldAtOnceWithTheBadValueAndTheFix() {
        // Given
        var body = smallest();
        body.put("name", "");
        body.put("destination", "shop.example");
        body.put("attribution", Map.of("lookback", "30 days", "binding", "never"));
        // When
        var mistakes = refused(body);
        // Then
        assertThat(mistakes)
                .extracting(Mistake::pointer)
                .containsExactly("/name", "/destination", "/attribution/lookback", "/attribution/binding");
        assertThat(mistakes.get(2).detail()).contains("lookback", "\"30 days\"", "30d");
        assertThat(mistakes.get(3).detail()).contains("\"never\"", "lifetime or per_order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget", "caps", "tiers", "experiments", "fraud", "nmae", "a/b~c"})
    void fieldsThatNothingComesOfAreRefused(String field) {
        // Given
        var body = smallest();
        body.put(field, 1);
        // When
        var mistakes = refused(body);
        // Then
        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.code()).isEqualTo("unsupported");
            assertThat(mistake.pointer())
                    .isEqualTo("/" + field.replace("~", "~0").replace("/", "~1"));
            assertThat(mistake.detail()).contains(field);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"linear", "position_based", "time_decay", "markov", "shapley", "last_non_direct", "w_shaped"})
    void modelsThatAreNotBuiltAreRefused(String model) {
        assertMistake(with(smallest(), "attribution", Map.of("model", model)), "/attribution/model", "unsupported");
    }

    @Test
    void aModelNobodyKnowsIsAMistake() {
        assertMistake(with(smallest(), "attribution", Map.of("model", "magic")), "/attribution/model", "invalid_value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "3651d", "P1M", "-1d", "1y", "", "PT-1S", "9999999999d"})
    void windowsOutsideTheirBoundsAreRefused(String length) {
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", length)), "/attribution/lookback", "invalid_value");
        assertMistake(
                with(smallest(), "attribution", Map.of("conversionWindow", length)),
                "/attribution/conversionWindow",
                "invalid_value");
    }

    @Test
    void theLongestWindowIsTenYears() {
        // Given
        var body = with(smallest(), "attribution", Map.of("lookback", "3650d"));
        // Then
        assertThat(accepted(body).terms().attribution().lookback().length()).isEqualTo(Duration.ofDays(3650));
    }

    @Test
    void aLookbackObjectNeedsItsLength() {
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("edge", "inclusive"))),
                "/attribution/lookback/length",
                "required");
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("length", "1d", "edge", "sharp"))),
                "/attribution/lookback/edge",
                "invalid_value");
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("length", "1d", "unit", "d"))),
                "/attribution/lookback/unit",
                "unsupported");
    }

    @Test
    void newCustomersOnlyIsNotBuilt() {
        assertMistake(
                with(smallest(), "eligibility", Map.of("newCustomersOnly", true)),
                "/eligibility/newCustomersOnly",
                "unsupported");
    }

    @Test
    void countriesAreIsoCodes() {
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", List.of("DE", "de"))),
                "/eligibility/countries/1",
                "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", "DE")), "/eligibility/countries", "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", List.of(1))),
                "/eligibility/countries/0",
                "invalid_value");
    }

    @ParameterizedTest
    @CsvSource({"eur, currency", "XXX, currency", "XAU, currency", "EURO, currency"})
    void currenciesAreIsoCodesWithAMinorUnit(String currency, String field) {
        assertMistake(
                with(smallest(), "eligibility", Map.of("minPurchase", Map.of("amount", 1, "currency", currency))),
                "/eligibility/minPurchase/" + field,
                "invalid_value");
    }

    @Test
    void amountsAreWholeMinorUnitsWithinBounds() {
        for (Object amount : Arrays.asList(0, -1, new BigDecimal("1.5"), "100", 10_000_000_000_001L, true))
            assertMistake(
                    with(smallest(), "eligibility", Map.of("minPurchase", Map.of("amount", amount, "currency", "EUR"))),
                    "/eligibility/minPurchase/amount",
                    "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("minPurchase", Map.of("currency", "EUR"))),
                "/eligibility/minPurchase/amount",
                "required");
    }

    @Test
    void aTimeWithoutOffsetIsRefused() {
        assertMistake(with(smallest(), "effectiveFrom", "2026-03-01T00:00:00"), "/effectiveFrom", "invalid_value");
        assertMistake(with(smallest(), "effectiveFrom", 5), "/effectiveFrom", "invalid_value");
    }

    @Test
    void aNameHasAtMostTwoHundredCharacters() {
        assertThat(accepted(with(smallest(), "name", "ü".repeat(200))).terms().name())
                .hasSize(200);
        assertMistake(with(smallest(), "name", "ü".repeat(201)), "/name", "invalid_value");
        assertMistake(with(smallest(), "name", "a\r\nb"), "/name", "invalid_value");
        assertMistake(with(smallest(), "name", 7), "/name", "invalid_value");
    }

    @Test
    void thereAreAtMostFiftyRules() {
        // Given
        var rules = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 50; i++) rules.add(with(TEN_PERCENT, "id", "r" + i));
        // Then
        assertThat(accepted(with(smallest(), "rewards", rules)).terms().rewards())
                .hasSize(50);
        rules.add(TEN_PERCENT);
        assertMistake(with(smallest(), "rewards", rules), "/rewards", "invalid_value");
    }

    @Test
    void aRuleThatIsNoObjectIsRefused() {
        assertMistake(with(smallest(), "rewards", Collections.singletonList(null)), "/rewards/0", "invalid_value");
    }

    @Test
    void aRuleSaysWhenToWhomAndWhat() {
        assertThat(refused(withRule(Map.of())))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(
                        tuple("/rewards/0/id", "required"),
                        tuple("/rewards/0/on", "required"),
                        tuple("/rewards/0/to", "required"),
                        tuple("/rewards/0/give", "required"));
    }

    @Test
    void ruleIdsAreUniqueInTheProgram() {
        assertMistake(with(smallest(), "rewards", List.of(TEN_PERCENT, TEN_PERCENT)), "/rewards/1/id", "duplicate");
        assertMistake(withRule(with(TEN_PERCENT, "id", "a b")), "/rewards/0/id", "invalid_value");
    }

    @Test
    void rulesOnWhatIsNotBuiltAreRefused() {
        assertMistake(withRule(with(TEN_PERCENT, "on", "share")), "/rewards/0/on", "unsupported");
        assertMistake(withRule(with(TEN_PERCENT, "to", List.of("advocate", "friend"))), "/rewards/0/to", "unsupported");
        assertMistake(withRule(with(TEN_PERCENT, "to", "both")), "/rewards/0/to", "unsupported");
        assertMistake(withRule(with(TEN_PERCENT, "to", "everyone")), "/rewards/0/to", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "tiers", List.of())), "/rewards/0/tiers", "unsupported");
        assertMistake(withRule(with(TEN_PERCENT, "caps", Map.of())), "/rewards/0/caps", "unsupported");
    }

    @Test
    void onlyRulesToUplineChooseALevelFromTwoToTen() {
        var upline = with(TEN_PERCENT, "to", "upline");
        assertMistake(withRule(upline), "/rewards/0/level", "required");
        assertMistake(withRule(with(upline, "level", 1)), "/rewards/0/level", "invalid_value");
        assertMistake(withRule(with(upline, "level", 11)), "/rewards/0/level", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "level", 2)), "/rewards/0/level", "invalid_value");
        assertThat(accepted(withRule(with(upline, "level", 10))).terms().deepestLevel())
                .isEqualTo(10);
    }

    @Test
    void aSignUpHasNoOrderAndNoAmount() {
        var rule = with(with(TEN_PERCENT, "on", "signup"), "give", Map.of("cash", EUR_20));
        assertMistake(withRule(with(rule, "give", Map.of("percent", 5))), "/rewards/0/give/percent", "invalid_value");
        assertMistake(withRule(with(rule, "first", true)), "/rewards/0/first", "invalid_value");
        assertMistake(withRule(with(rule, "minPurchase", EUR_20)), "/rewards/0/minPurchase", "invalid_value");
        assertThat(accepted(withRule(with(rule, "first", false))).terms().rewards())
                .hasSize(1);
    }

    @Test
    void percentagesAreAboveZeroAndAtMostAHundred() {
        for (Object percent : Arrays.asList(0, -1, 101, "100.1", "1e1", "ten", new BigDecimal("0.0000001"), true))
            assertMistake(
                    withRule(with(TEN_PERCENT, "give", Map.of("percent", percent))),
                    "/rewards/0/give/percent",
                    "invalid_value");
        for (Object percent : Arrays.asList(100, "0.000001", 7.25))
            assertThat(accepted(withRule(with(TEN_PERCENT, "give", Map.of("percent", percent))))
                            .terms()
                            .rewards())
                    .hasSize(1);
    }

    @Test
    void aRuleGivesExactlyOneThing() {
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("percent", 1, "cash", EUR_20))),
                "/rewards/0/give",
                "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "give", Map.of())), "/rewards/0/give", "required");
        assertMistake(withRule(with(TEN_PERCENT, "give", "10%")), "/rewards/0/give", "invalid_value");
    }

    @Test
    void kindsThatAreNotBuiltAreRefused() {
        assertThat(refused(withRule(with(TEN_PERCENT, "give", Map.of("points", 5)))))
                .extracting(Mistake::pointer, Mistake::code)
                .contains(tuple("/rewards/0/give/points", "unsupported"));
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("percent", 5, "kind", "points"))),
                "/rewards/0/give/kind",
                "unsupported");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("cash", EUR_20, "max", EUR_20))),
                "/rewards/0/give/max",
                "unsupported");
    }

    @Test
    void aCouponHasEitherPercentOrAmount() {
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 5, "amount", 1)))),
                "/rewards/0/give/coupon/amount",
                "invalid_value");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("amount", 1)))),
                "/rewards/0/give/coupon/currency",
                "required");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", "ten"))),
                "/rewards/0/give/coupon",
                "invalid_value");
        assertMistake(
                withRule(with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 5, "pool", "p")))),
                "/rewards/0/give/coupon/pool",
                "unsupported");
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertMistake(withRule(with(TEN_PERCENT, "first", "yes")), "/rewards/0/first", "invalid_value");
    }

    @Test
    void longValuesAreCutInTheirMistakes() {
        // When
        var mistakes = refused(with(smallest(), "effectiveFrom", "x\u0007".repeat(500)));
        // Then
        assertThat(mistakes)
                .singleElement()
                .extracting(Mistake::detail)
                .asString()
                .hasSizeLessThan(200)
                .contains("x?x?", "…");
    }

    private static RewardRule rule(String id, Trigger on, Role to, int level, Give give) {
        return new RewardRule(id, on, to, level, false, null, give, Duration.ZERO);
    }

    private static Give coupon(Coupon coupon) {
        return new Give(RewardKind.COUPON, null, null, null, coupon);
    }

    private static Give money(RewardKind kind, Money amount) {
        return new Give(kind, null, null, amount, null);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static HashMap<String, Object> smallest() {
        return new HashMap<>(Map.of("name", "Spring", "destination", "https://shop.example/welcome"));
    }

    private static Map<String, Object> withRule(Map<String, Object> rule) {
        return with(smallest(), "rewards", List.of(rule));
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    private static void assertMistake(Object body, String pointer, String code) {
        assertThat(refused(body)).extracting(Mistake::pointer, Mistake::code).containsExactly(tuple(pointer, code));
    }

    private static Definition accepted(Object body) {
        return Definition.read(body).orRefuse();
    }

    private static List<Mistake> refused(@Nullable Object body) {
        return ((Reading.Refused<Definition>) Definition.read(body)).mistakes();
    }
}
