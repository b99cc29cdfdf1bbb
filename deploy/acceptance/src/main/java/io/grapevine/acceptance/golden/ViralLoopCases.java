package io.grapevine.acceptance.golden;

import static io.grapevine.acceptance.golden.GoldenCase.decimal;
import static io.grapevine.acceptance.golden.GoldenCase.decimals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.insights.viralloop.FunnelRates;
import io.grapevine.insights.viralloop.GeometricOffspring;
import io.grapevine.insights.viralloop.Growth;
import io.grapevine.insights.viralloop.KFactor;
import io.grapevine.insights.viralloop.Offspring;
import io.grapevine.insights.viralloop.ReferralReturn;
import io.grapevine.insights.viralloop.UnitEconomics;
import io.grapevine.insights.viralloop.WordOfMouth;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** How a program spreads, by the viral-loop core of insights. */
final class ViralLoopCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ViralLoopCases() {}

    static JsonNode growth(GoldenCase golden) {
        var input = golden.input();
        var factors = input.has("k_cases") ? decimals(input.path("k_cases")) : List.of(decimal(input.path("k")));
        var output = NODES.objectNode();
        var customers = output.putArray("customers");
        for (var k : factors) {
            var growth = new Growth(decimal(input.path("customers0")).doubleValue(), k.doubleValue());
            for (var one : input.path("cases")) {
                customers.add(growth.customersAt(
                        decimal(one.path("t_days")).doubleValue(),
                        decimal(one.path("cycle_days")).doubleValue()));
            }
        }
        return output;
    }

    static JsonNode cohorts(GoldenCase golden) {
        var input = golden.input();
        var growth = new Growth(
                decimal(input.path("customers0")).doubleValue(),
                decimal(input.path("k")).doubleValue());
        var sizes = NODES.arrayNode();
        growth.cohorts(input.path("generations").intValue()).forEach(sizes::add);
        return NODES.objectNode().set(golden.onlyExpectedKey(), sizes);
    }

    static JsonNode progeny(GoldenCase golden) {
        var input = golden.input();
        var total = Growth.progeny(decimal(input.path("seeds")), decimal(input.path("mean")));
        return NODES.objectNode().put(golden.onlyExpectedKey(), total);
    }

    static JsonNode kFactor(GoldenCase golden) {
        var factor = new KFactor(
                decimal(golden.input().path("invites_per_user")),
                decimal(golden.input().path("conversion")));
        return NODES.objectNode()
                .put("k", factor.k())
                .put("amplification", factor.amplification())
                .put("self_sustaining", factor.selfSustaining());
    }

    static JsonNode tarp(GoldenCase golden) {
        var input = golden.input();
        var spread = new WordOfMouth(
                decimal(input.path("customers")),
                decimal(input.path("satisfied_pct")),
                decimal(input.path("tells_satisfied")),
                decimal(input.path("dissatisfied_pct")),
                decimal(input.path("tells_dissatisfied")));
        return NODES.objectNode()
                .put("satisfied", spread.satisfied())
                .put("dissatisfied", spread.dissatisfied())
                .put("positive_mentions", spread.positiveMentions())
                .put("negative_mentions", spread.negativeMentions())
                .put("negative_share", spread.negativeShare());
    }

    static JsonNode extinction(GoldenCase golden) {
        var offspring = new Offspring(decimals(golden.input().path("offspring")));
        var output = NODES.objectNode().put("mean", offspring.mean());
        var byGeneration = output.putArray("by_generation");
        offspring.extinctBy(golden.input().path("generations").intValue()).forEach(byGeneration::add);
        return output.put("limit", offspring.extinction());
    }

    static JsonNode extinctionLimits(GoldenCase golden) {
        return each(golden, one -> new Offspring(decimals(one.isArray() ? one : one.path("offspring"))).extinction());
    }

    static JsonNode extinctionGeometric(GoldenCase golden) {
        return each(golden, one -> {
            var offspring = one.has("b")
                    ? new GeometricOffspring(decimal(one.path("b")), decimal(one.path("c")))
                    : GeometricOffspring.stoppingWith(decimal(one.path("p")));
            return offspring.extinction().doubleValue();
        });
    }

    static JsonNode unitEconomics(GoldenCase golden) {
        return economics(golden.input());
    }

    static JsonNode unitEconomicsBatch(GoldenCase golden) {
        var results = NODES.arrayNode();
        for (var one : listIn(golden)) results.add(economics(one));
        return NODES.objectNode().set(golden.onlyExpectedKey(), results);
    }

    static JsonNode funnel(GoldenCase golden) {
        var input = golden.input();
        var rates = new FunnelRates(
                input.path("shares").longValue(),
                input.path("clicks").longValue(),
                input.path("signups").longValue(),
                input.path("purchases").longValue(),
                input.path("reshares").longValue(),
                input.path("users").longValue());
        return NODES.objectNode()
                .put("click_per_share", rates.clickPerShare())
                .put("signup_per_click", rates.signupPerClick())
                .put("purchase_per_signup", rates.purchasePerSignup())
                .put("reshare_per_signup", rates.resharePerSignup())
                .put("invites_per_user", rates.invitesPerUser())
                .put("signup_per_share", rates.signupPerShare())
                .put("k", rates.k());
    }

    static JsonNode roi(GoldenCase golden) {
        var input = golden.input();
        var earned = new ReferralReturn(
                input.path("referred_customers").longValue(),
                decimal(input.path("ltv")),
                decimal(input.path("reward_per_referral")),
                decimal(input.path("fixed_cost")));
        return NODES.objectNode()
                .put("cost", earned.cost())
                .put("revenue", earned.revenue())
                .put("roi", earned.roi())
                .put("cac_per_referral", earned.cacPerReferral());
    }

    private static ObjectNode economics(JsonNode input) {
        var unit = new UnitEconomics(
                decimal(input.path("arpa_month")),
                decimal(input.path("gross_margin")),
                decimal(input.path("monthly_churn")),
                input.has("cac") ? decimal(input.path("cac")) : BigDecimal.ZERO);
        return NODES.objectNode()
                .put("ltv", unit.ltv())
                .put("ltv_to_cac", unit.ltvToCac())
                .put("payback_months", unit.paybackMonths());
    }

    /** One number for each element of the only list of the input, or one number if the input itself is the element. */
    private static JsonNode each(GoldenCase golden, Function<JsonNode, Double> solve) {
        var output = NODES.objectNode();
        var list = listIn(golden);
        if (list.isEmpty()) return output.put(golden.onlyExpectedKey(), solve.apply(golden.input()));
        var results = output.putArray(golden.onlyExpectedKey());
        list.forEach(one -> results.add(solve.apply(one)));
        return output;
    }

    private static JsonNode listIn(GoldenCase golden) {
        for (var field : golden.input()) {
            if (field.isArray() && !field.isEmpty() && field.get(0).isContainerNode()) return field;
        }
        return NODES.arrayNode();
    }
}
