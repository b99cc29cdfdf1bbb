package io.grapevine.acceptance.golden;

import static io.grapevine.acceptance.golden.GoldenCase.decimal;
import static io.grapevine.acceptance.golden.GoldenCase.decimals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.insights.experiment.AlwaysValid;
import io.grapevine.insights.experiment.Arm;
import io.grapevine.insights.experiment.Beta;
import io.grapevine.insights.experiment.BetterRate;
import io.grapevine.insights.experiment.Race;
import io.grapevine.insights.experiment.SampleRatio;
import io.grapevine.insights.experiment.SampleSize;
import io.grapevine.insights.experiment.TwoProportions;
import java.math.BigDecimal;
import java.util.ArrayList;

/** What experiments say, by the experiment core of insights. */
final class ExperimentCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExperimentCases() {}

    static JsonNode twoProportionZ(GoldenCase golden) {
        var input = golden.inputOf("x1", "n1", "x2", "n2");
        var test = TwoProportions.compare(arm(input, "x1", "n1"), arm(input, "x2", "n2"))
                .orElseThrow(() -> new NotBuiltYet("the rate of an arm without trials"));
        var output = NODES.objectNode()
                .put("p1", test.rateA())
                .put("p2", test.rateB())
                .put("diff", test.difference())
                .put("pooled", test.pooledRate())
                .put("se_pooled", test.standardError())
                .put("z", test.z())
                .put("p_value", test.pValue());
        output.putArray("ci95")
                .add(test.confidence().low())
                .add(test.confidence().high());
        return output;
    }

    static JsonNode bayesBetaBinomial(GoldenCase golden) {
        var input = golden.inputOf("prior", "successes_a", "trials_a", "successes_b", "trials_b");
        var prior = prior(input.path("prior"));
        var better = BetterRate.of(
                prior.after(arm(input, "successes_a", "trials_a")), prior.after(arm(input, "successes_b", "trials_b")));
        return NODES.objectNode()
                .put("p_b_beats_a", better.bBeatsA())
                .put("expected_loss_choose_b", better.lossOfB())
                .put("expected_loss_choose_a", better.lossOfA());
    }

    private static Beta prior(JsonNode prior) {
        if (prior.isMissingNode()) return Beta.UNIFORM;
        var parameters = decimals(prior);
        if (parameters.size() != 2 || !parameters.stream().allMatch(ExperimentCases::whole))
            throw new NotBuiltYet("the exact sum for the prior " + prior);
        return new Beta(
                parameters.getFirst().longValueExact(), parameters.getLast().longValueExact());
    }

    private static boolean whole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    static JsonNode srmChiSquare(GoldenCase golden) {
        var input = golden.inputOf("observed", "ratio", "alpha");
        var observed = new ArrayList<Long>();
        input.path("observed").forEach(people -> observed.add(count(people)));
        var check = SampleRatio.check(observed, decimals(input.path("ratio")))
                .orElseThrow(() -> new NotBuiltYet("the ratio of nobody"));
        var alpha = input.has("alpha") ? decimal(input.path("alpha")) : SampleRatio.ALPHA;
        return NODES.objectNode()
                .put("chi_square", check.chiSquare())
                .put("df", check.degreesOfFreedom())
                .put("p_value", check.pValue())
                .put("mismatch", check.mismatch(alpha));
    }

    static JsonNode sampleSize(GoldenCase golden) {
        var input = golden.inputOf("baseline", "mde_abs", "alpha", "power");
        var size = new SampleSize(
                decimal(input.path("baseline")),
                decimal(input.path("mde_abs")),
                decimal(input.path("alpha")),
                decimal(input.path("power")));
        return NODES.objectNode().put("n_exact", size.perArm()).put("n_per_arm_rounded", size.perArmRounded());
    }

    static JsonNode msprt(GoldenCase golden) {
        var input = golden.inputOf("tau", "looks");
        var counts = new ArrayList<AlwaysValid.Counts>();
        for (var look : input.path("looks"))
            counts.add(new AlwaysValid.Counts(arm(look, "x1", "n1"), arm(look, "x2", "n2")));
        var output = NODES.objectNode();
        var ratios = output.putArray("lambda_");
        var pValues = output.putArray("always_valid_p");
        for (var look : new AlwaysValid(decimal(input.path("tau")).doubleValue()).looks(counts)) {
            ratios.add(look.likelihoodRatio());
            pValues.add(look.pValue());
        }
        return output;
    }

    static JsonNode sequentialSuccesses(GoldenCase golden) {
        var input = golden.inputOf("N", "looks");
        var race = new Race(count(input.path("N")));
        var output = NODES.objectNode().put("boundary", race.boundary());
        var decisions = output.putArray("decisions");
        for (var look : input.path("looks"))
            decisions.add(
                    race.after(count(look.path("t")), count(look.path("c"))).name());
        return output;
    }

    private static Arm arm(JsonNode input, String successes, String trials) {
        return new Arm(count(input.path(successes)), count(input.path(trials)));
    }

    /** A count that is missing, broken or too large must not become 0. */
    private static long count(JsonNode number) {
        return decimal(number).longValueExact();
    }
}
