package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.refused;
import static io.grapevine.events.definition.Definitions.tuple;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardApproval.By;
import io.grapevine.events.RewardApproval.Fallback;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a rule can give, and what is said about what it cannot. */
class GiveFormTest {

    private static final Map<String, Object> DONATION = Map.of("amount", 500, "currency", "EUR", "cause", "Red Cross");

    @Test
    void everyKindIsRead() {
        assertThat(give(Map.of("points", 100)))
                .isEqualTo(new Give(RewardKind.POINTS, null, null, null, null, 100L, null, null));
        assertThat(give(Map.of("gift", Map.of("name", "Mug", "sku", "MUG-1", "quantity", 2))))
                .isEqualTo(thing(RewardKind.GIFT, new RewardThing("Mug", "MUG-1", 2)));
        assertThat(give(Map.of("upgrade", Map.of("name", "Pro"))))
                .isEqualTo(thing(RewardKind.UPGRADE, new RewardThing("Pro", null, null)));
        assertThat(give(Map.of("freeMonths", Map.of("months", 2, "plan", "Basic"))))
                .isEqualTo(thing(RewardKind.FREE_MONTHS, new RewardThing("Basic", null, 2)));
        assertThat(give(Map.of("freeMonths", Map.of("months", 1))))
                .isEqualTo(thing(RewardKind.FREE_MONTHS, new RewardThing("free months", null, 1)));
        assertThat(give(Map.of("access", Map.of("name", "Beta", "sku", "b"))))
                .isEqualTo(thing(RewardKind.ACCESS, new RewardThing("Beta", "b", null)));
        assertThat(give(Map.of("recognition", Map.of("name", "Hall of fame"))))
                .isEqualTo(thing(RewardKind.RECOGNITION, new RewardThing("Hall of fame", null, null)));
    }

    @Test
    void aDonationIsAFixedAmountOrAPercentageForACause() {
        var redCross = new RewardThing("Red Cross", null, null);
        assertThat(give(Map.of("donation", DONATION)))
                .isEqualTo(
                        new Give(RewardKind.DONATION, null, null, new Money(500, "EUR"), null, null, redCross, null));
        assertThat(give(Map.of("percent", 5, "kind", "donation", "cause", "Red Cross")))
                .isEqualTo(new Give(RewardKind.DONATION, new BigDecimal(5), null, null, null, null, redCross, null));
        assertMistake(
                of(Map.of("donation", Map.of("amount", 500, "currency", "EUR"))),
                "/rewards/0/give/donation/cause",
                "required");
        assertMistake(of(Map.of("percent", 5, "kind", "donation")), "/rewards/0/give/cause", "required");
        assertMistake(of(Map.of("percent", 5, "cause", "Red Cross")), "/rewards/0/give/cause", "unsupported");
    }

    @Test
    void pointsAreWholeAndAboveZero() {
        for (Object points : Arrays.asList(0, -1, new BigDecimal("1.5"), "100", 1_000_000_001L, true))
            assertMistake(of(Map.of("points", points)), "/rewards/0/give/points", "invalid_value");
        assertThat(give(Map.of("points", 1_000_000_000L)).points()).isEqualTo(1_000_000_000L);
    }

    @Test
    void aThingHasAName() {
        for (var way : List.of("gift", "upgrade", "access", "recognition")) {
            assertMistake(of(Map.of(way, Map.of())), "/rewards/0/give/" + way + "/name", "required");
            assertMistake(of(Map.of(way, "Mug")), "/rewards/0/give/" + way, "invalid_value");
            assertMistake(
                    of(Map.of(way, Map.of("name", "Mug", "colour", "red"))),
                    "/rewards/0/give/" + way + "/colour",
                    "unsupported");
        }
        assertMistake(
                of(Map.of("gift", Map.of("name", "Mug", "quantity", 1001))),
                "/rewards/0/give/gift/quantity",
                "invalid_value");
        assertMistake(of(Map.of("freeMonths", Map.of())), "/rewards/0/give/freeMonths/months", "required");
        assertMistake(
                of(Map.of("freeMonths", Map.of("months", 121))), "/rewards/0/give/freeMonths/months", "invalid_value");
    }

    @Test
    void whatIsGivenMayExpireButCashAndDonationsStayOwed() {
        assertThat(give(Map.of("points", 5, "expires", "90d")).expires()).isEqualTo(Duration.ofDays(90));
        assertThat(give(Map.of("coupon", Map.of("percent", 10), "expires", "1h"))
                        .expires())
                .isEqualTo(Duration.ofHours(1));
        assertMistake(of(Map.of("points", 5, "expires", "59m")), "/rewards/0/give/expires", "invalid_value");
        assertMistake(of(Map.of("points", 5, "expires", "3651d")), "/rewards/0/give/expires", "invalid_value");
        assertMistake(of(Map.of("percent", 5, "expires", "90d")), "/rewards/0/give/expires", "invalid_value");
        assertMistake(of(Map.of("donation", DONATION, "expires", "90d")), "/rewards/0/give/expires", "invalid_value");
        assertThat(give(Map.of("percent", 5, "kind", "credit", "expires", "90d"))
                        .expires())
                .isEqualTo(Duration.ofDays(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gift", "access"})
    void whatCannotBeSharedIsRefusedWhereCreditIs(String way) {
        var shared = with(
                of(Map.of(way, Map.of("name", "Mug"))),
                "attribution",
                Map.of("model", "linear", "credit", "multi_touch"));
        assertMistake(shared, "/rewards/0/give", "invalid_value");
        assertThat(accepted(with(
                                of(Map.of("points", 5)),
                                "attribution",
                                Map.of("model", "linear", "credit", "multi_touch")))
                        .terms()
                        .rewards())
                .hasSize(1);
    }

    @Test
    void aCouponOfAPoolNeedNotSayWhatItIsWorth() {
        assertThat(give(Map.of("coupon", Map.of("pool", "spring"))).coupon())
                .isEqualTo(new Coupon(null, null, "spring"));
        assertThat(give(Map.of("coupon", Map.of("pool", "spring", "percent", 10)))
                        .coupon())
                .isEqualTo(new Coupon(BigDecimal.TEN, null, "spring"));
        assertThat(give(Map.of("coupon", Map.of("pool", "spring", "amount", 500, "currency", "EUR")))
                        .coupon())
                .isEqualTo(new Coupon(null, new Money(500, "EUR"), "spring"));
        assertMistake(
                of(Map.of("coupon", Map.of("pool", "spring 2026", "percent", 10))),
                "/rewards/0/give/coupon/pool",
                "invalid_value");
    }

    @Test
    void aRuleSaysWhoMustSayYes() {
        assertThat(asked("people")).isEqualTo(RewardApproval.PEOPLE);
        assertThat(asked("none")).isEqualTo(RewardApproval.NOBODY);
        for (var address : List.of("https://shop.example/approve", "http://localhost:9999/approve"))
            assertThat(asked(Map.of("callback", address, "otherwise", "refuse")))
                    .isEqualTo(new RewardApproval(By.CALLBACK, address, Fallback.REFUSE));
        assertThat(give(Map.of("points", 1)).approval()).isNull();
    }

    @Test
    void aProgramSaysItForAllItsRulesThatSayNothing() {
        var rules =
                List.of(with(TEN_PERCENT, "id", "silent"), with(with(TEN_PERCENT, "id", "free"), "approval", "none"));
        var program = with(with(withRule(TEN_PERCENT), "rewards", rules), "approval", "people");
        assertThat(accepted(program).terms().rewards())
                .extracting(rule -> rule.give().approval())
                .containsExactly(RewardApproval.PEOPLE, RewardApproval.NOBODY);
        assertMistake(with(program, "approval", "everyone"), "/approval", "invalid_value");
    }

    @Test
    void aPartThatSaysItNeedsTheRulesItHoldsFor() {
        var base = accepted(withRule(TEN_PERCENT)).terms();
        assertThat(Definition.readInPlaceOf(base, "", Map.of("approval", "people")))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting("pointer")
                                .containsExactly("/approval"));
        var part = Map.of("approval", "people", "rewards", List.of(TEN_PERCENT));
        assertThat(Definition.readInPlaceOf(base, "", part)
                        .orRefuse()
                        .rewards()
                        .getFirst()
                        .give()
                        .approval())
                .isEqualTo(RewardApproval.PEOPLE);
    }

    @Test
    void whoIsNobodyCannotBeAsked() {
        assertMistake(asking("everyone"), "/rewards/0/approval", "invalid_value");
        assertMistake(asking(7), "/rewards/0/approval", "invalid_value");
        assertThat(refused(asking(Map.of())))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(
                        tuple("/rewards/0/approval/callback", "required"),
                        tuple("/rewards/0/approval/otherwise", "required"));
        for (var address :
                List.of("http://shop.example/approve", "ftp://shop.example", "shop", "https://u@shop.example"))
            assertMistake(
                    asking(Map.of("callback", address, "otherwise", "approve")),
                    "/rewards/0/approval/callback",
                    "invalid_value");
        assertMistake(
                asking(Map.of("callback", "https://shop.example", "otherwise", "wait")),
                "/rewards/0/approval/otherwise",
                "invalid_value");
    }

    private static Map<String, Object> asking(Object approval) {
        return withRule(with(TEN_PERCENT, "approval", approval));
    }

    private static @Nullable RewardApproval asked(Object approval) {
        return accepted(asking(approval)).terms().rewards().getFirst().give().approval();
    }

    @Test
    void twoThingsInOneRuleAreRefused() {
        assertThat(refused(of(Map.of("points", 5, "gift", Map.of("name", "Mug")))))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(tuple("/rewards/0/give", "invalid_value"));
    }

    private static Give thing(RewardKind kind, @Nullable RewardThing thing) {
        return new Give(kind, null, null, null, null, null, thing, null);
    }

    private static Map<String, Object> of(Map<String, Object> give) {
        return withRule(with(TEN_PERCENT, "give", give));
    }

    private static Give give(Map<String, Object> give) {
        return accepted(of(give)).terms().rewards().getFirst().give();
    }
}
