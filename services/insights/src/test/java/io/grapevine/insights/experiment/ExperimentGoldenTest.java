package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.insights.GoldenCases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentGoldenTest {

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.family("06_experiments.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFormulaGivesTheGoldenFigures(GoldenCases.Case golden) {
        var in = golden.input();
        var expected = golden.expected();
        switch (golden.op()) {
            case "two_proportion_z" -> twoProportions(in, expected);
            case "bayes_beta_binomial" -> betterRate(in, expected);
            case "srm_chi_square" -> sampleRatio(in, expected);
            case "sample_size" -> sampleSize(in, expected);
            case "msprt" -> alwaysValid(in, expected);
            case "sequential_successes" -> race(in, expected);
            default -> throw new AssertionError("no formula for " + golden.op());
        }
    }

    private static void twoProportions(JsonNode in, JsonNode expected) {
        var test =
                TwoProportions.compare(arm(in, "x1", "n1"), arm(in, "x2", "n2")).orElseThrow();
        assertClose(test.rateA().doubleValue(), expected.get("p1"));
        assertClose(test.rateB().doubleValue(), expected.get("p2"));
        assertClose(test.difference().doubleValue(), expected.get("diff"));
        assertClose(test.pooledRate().doubleValue(), expected.get("pooled"));
        assertClose(test.standardError(), expected.get("se_pooled"));
        assertClose(test.z(), expected.get("z"));
        assertClose(test.pValue(), expected.get("p_value"));
        assertClose(test.confidence().low(), expected.get("ci95").get(0));
        assertClose(test.confidence().high(), expected.get("ci95").get(1));
    }

    private static void betterRate(JsonNode in, JsonNode expected) {
        var prior =
                new Beta(in.get("prior").get(0).asLong(), in.get("prior").get(1).asLong());
        var better = BetterRate.of(
                prior.after(arm(in, "successes_a", "trials_a")), prior.after(arm(in, "successes_b", "trials_b")));
        assertClose(better.bBeatsA(), expected.get("p_b_beats_a"));
        assertClose(better.lossOfA(), expected.get("expected_loss_choose_a"));
        assertClose(better.lossOfB(), expected.get("expected_loss_choose_b"));
    }

    private static void sampleRatio(JsonNode in, JsonNode expected) {
        var observed = stream(in.get("observed")).map(JsonNode::asLong).toList();
        var ratio = stream(in.get("ratio")).map(part -> decimal(part)).toList();
        var check = SampleRatio.check(observed, ratio).orElseThrow();
        assertClose(check.chiSquare(), expected.get("chi_square"));
        assertThat(check.degreesOfFreedom()).isEqualTo(expected.get("df").asInt());
        assertClose(check.pValue(), expected.get("p_value"));
        assertThat(check.mismatch(decimal(in.get("alpha"))))
                .isEqualTo(expected.get("mismatch").asBoolean());
    }

    private static void sampleSize(JsonNode in, JsonNode expected) {
        var size = new SampleSize(
                decimal(in.get("baseline")),
                decimal(in.get("mde_abs")),
                decimal(in.get("alpha")),
                decimal(in.get("power")));
        assertClose(size.perArm(), expected.get("n_exact"));
        assertThat(size.perArmRounded())
                .isEqualTo(expected.get("n_per_arm_rounded").bigIntegerValue());
    }

    private static void alwaysValid(JsonNode in, JsonNode expected) {
        var counts = new ArrayList<AlwaysValid.Counts>();
        in.get("looks")
                .forEach(look -> counts.add(new AlwaysValid.Counts(arm(look, "x1", "n1"), arm(look, "x2", "n2"))));
        var looks = new AlwaysValid(decimal(in.get("tau")).doubleValue()).looks(counts);
        assertThat(looks).hasSize(expected.get("lambda_").size());
        for (var i = 0; i < looks.size(); i++) {
            assertClose(looks.get(i).likelihoodRatio(), expected.get("lambda_").get(i));
            assertClose(looks.get(i).pValue(), expected.get("always_valid_p").get(i));
        }
    }

    private static void race(JsonNode in, JsonNode expected) {
        var race = new Race(in.get("N").asLong());
        assertClose(race.boundary(), expected.get("boundary"));
        assertThat(stream(in.get("looks"))
                        .map(look -> race.after(
                                        look.get("t").asLong(), look.get("c").asLong())
                                .name()))
                .containsExactlyElementsOf(
                        stream(expected.get("decisions")).map(JsonNode::asText).toList());
    }

    private static Arm arm(JsonNode in, String successes, String trials) {
        return new Arm(in.get(successes).asLong(), in.get(trials).asLong());
    }

    private static BigDecimal decimal(JsonNode text) {
        return new BigDecimal(text.asText());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static void assertClose(double actual, JsonNode expected) {
        assertThat(actual)
                .isCloseTo(expected.asDouble(), within(Math.max(1e-12, 1e-9 * Math.abs(expected.asDouble()))));
    }
}
