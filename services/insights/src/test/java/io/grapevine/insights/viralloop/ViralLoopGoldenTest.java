package io.grapevine.insights.viralloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.insights.GoldenCases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViralLoopGoldenTest {

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.family("04_viral_loop.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFormulaGivesTheGoldenFigures(GoldenCases.Case golden) {
        var in = golden.input();
        var expected = golden.expected();
        switch (golden.op()) {
            case "growth" -> growth(in, expected);
            case "k_factor" -> kFactor(in, expected);
            case "tarp" -> tarp(in, expected);
            case "extinction" -> extinction(in, expected);
            case "unit_economics" -> unitEconomics(in, expected);
            case "funnel" -> funnel(in, expected);
            case "roi" -> roi(in, expected);
            default -> throw new AssertionError("no formula for " + golden.op());
        }
    }

    private static void growth(JsonNode in, JsonNode expected) {
        var ks = in.has("k") ? List.of(in.get("k").asText()) : texts(in.get("k_cases"));
        var customers = new ArrayList<Double>();
        for (var k : ks)
            in.get("cases")
                    .forEach(at -> customers.add(new Growth(in.get("customers0").asDouble(), Double.parseDouble(k))
                            .customersAt(
                                    at.get("t_days").asDouble(),
                                    at.get("cycle_days").asDouble())));
        assertSame(expected.get("customers"), customers);
    }

    private static void kFactor(JsonNode in, JsonNode expected) {
        var k = new KFactor(decimal(in, "invites_per_user"), decimal(in, "conversion"));
        assertClose(k.k(), expected.get("k"));
        assertClose(k.amplification(), expected.get("amplification"));
        assertThat(k.selfSustaining()).isEqualTo(expected.get("self_sustaining").asBoolean());
    }

    private static void tarp(JsonNode in, JsonNode expected) {
        var mouths = new WordOfMouth(
                decimal(in, "customers"),
                decimal(in, "satisfied_pct"),
                decimal(in, "tells_satisfied"),
                decimal(in, "dissatisfied_pct"),
                decimal(in, "tells_dissatisfied"));
        assertClose(mouths.satisfied(), expected.get("satisfied"));
        assertClose(mouths.dissatisfied(), expected.get("dissatisfied"));
        assertClose(mouths.positiveMentions(), expected.get("positive_mentions"));
        assertClose(mouths.negativeMentions(), expected.get("negative_mentions"));
        assertClose(mouths.negativeShare(), expected.get("negative_share"));
    }

    private static void extinction(JsonNode in, JsonNode expected) {
        var offspring = new Offspring(
                texts(in.get("offspring")).stream().map(BigDecimal::new).toList());
        assertClose(offspring.mean(), expected.get("mean"));
        assertSame(
                expected.get("by_generation"),
                offspring.extinctBy(in.get("generations").asInt()));
        assertThat(offspring.extinction()).isCloseTo(expected.get("limit").asDouble(), within(1e-12));
    }

    private static void unitEconomics(JsonNode in, JsonNode expected) {
        var unit = new UnitEconomics(
                decimal(in, "arpa_month"),
                decimal(in, "gross_margin"),
                decimal(in, "monthly_churn"),
                decimal(in, "cac"));
        assertClose(unit.ltv(), expected.get("ltv"));
        assertClose(unit.ltvToCac(), expected.get("ltv_to_cac"));
        assertClose(unit.paybackMonths(), expected.get("payback_months"));
    }

    private static void funnel(JsonNode in, JsonNode expected) {
        var rates = new FunnelRates(
                in.get("shares").asLong(),
                in.get("clicks").asLong(),
                in.get("signups").asLong(),
                in.get("purchases").asLong(),
                in.get("reshares").asLong(),
                in.get("users").asLong());
        assertClose(rates.clickPerShare(), expected.get("click_per_share"));
        assertClose(rates.signupPerClick(), expected.get("signup_per_click"));
        assertClose(rates.purchasePerSignup(), expected.get("purchase_per_signup"));
        assertClose(rates.resharePerSignup(), expected.get("reshare_per_signup"));
        assertClose(rates.invitesPerUser(), expected.get("invites_per_user"));
        assertClose(rates.signupPerShare(), expected.get("signup_per_share"));
        assertClose(rates.k(), expected.get("k"));
    }

    private static void roi(JsonNode in, JsonNode expected) {
        var earned = new ReferralReturn(
                in.get("referred_customers").asLong(),
                decimal(in, "ltv"),
                decimal(in, "reward_per_referral"),
                decimal(in, "fixed_cost"));
        assertClose(earned.cost(), expected.get("cost"));
        assertClose(earned.revenue(), expected.get("revenue"));
        assertClose(earned.roi(), expected.get("roi"));
        assertClose(earned.cacPerReferral(), expected.get("cac_per_referral"));
    }

    private static BigDecimal decimal(JsonNode in, String name) {
        return new BigDecimal(in.get(name).asText());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void assertSame(JsonNode expected, List<Double> actual) {
        assertThat(actual).hasSize(expected.size());
        for (var i = 0; i < actual.size(); i++)
            assertThat(actual.get(i))
                    .isCloseTo(
                            expected.get(i).asDouble(),
                            within(1e-9 * expected.get(i).asDouble()));
    }

    private static void assertClose(@Nullable BigDecimal actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).isNull();
            return;
        }
        assertThat(actual).isNotNull();
        if (actual != null)
            assertThat(actual.doubleValue())
                    .isCloseTo(expected.asDouble(), within(1e-9 * Math.abs(expected.asDouble())));
    }
}
