package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that the cases at hand do not have, and others may. */
class ExperimentCasesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
                    two_proportion_z    ; {'x1': 0, 'n1': 0, 'x2': 1, 'n2': 5}
                    two_proportion_z    ; {'x1': 1, 'n1': 5, 'x2': 1, 'n2': 5, 'alternative': 'less'}
                    bayes_beta_binomial ; {'prior': ['0.5', 1], 'successes_a': 1, 'trials_a': 5, 'successes_b': 1, 'trials_b': 5}
                    bayes_beta_binomial ; {'prior': [1, 1, 1], 'successes_a': 1, 'trials_a': 5, 'successes_b': 1, 'trials_b': 5}
                    srm_chi_square      ; {'observed': [0, 0], 'ratio': ['1', '1'], 'alpha': '0.001'}
                    """)
    void whatTheSpecificationDoesNotDefineIsNotGuessed(String op, String input) throws JsonProcessingException {
        assertThat(run(op, input)).isInstanceOf(CaseRun.NotBuilt.class);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
                    two_proportion_z     ; {'n1': 5, 'x2': 1, 'n2': 5}
                    two_proportion_z     ; {'x1': 0.5, 'n1': 5, 'x2': 1, 'n2': 5}
                    two_proportion_z     ; {'x1': 6, 'n1': 5, 'x2': 1, 'n2': 5}
                    sequential_successes ; {'N': 10000000000000000000, 'looks': []}
                    sample_size          ; {'baseline': '0.2', 'mde_abs': '0.05', 'alpha': '0.05'}
                    """)
    void whatIsMissingOrBrokenIsNoZero(String op, String input) throws JsonProcessingException {
        assertThat(run(op, input)).isInstanceOf(CaseRun.Broken.class);
    }

    @Test
    void priorAndAlphaAreTheSpecificationsUnlessTheCaseSaysOtherwise() throws JsonProcessingException {
        var uniform =
                output("bayes_beta_binomial", "{'successes_a': 0, 'trials_a': 0, 'successes_b': 1, 'trials_b': '1'}");
        assertThat(uniform.path("p_b_beats_a").doubleValue()).isEqualTo(2.0 / 3);
        var believed = output(
                "bayes_beta_binomial",
                "{'prior': ['2.0', 1], 'successes_a': 0, 'trials_a': 0, 'successes_b': 0, 'trials_b': 0}");
        assertThat(believed.path("p_b_beats_a").doubleValue()).isEqualTo(0.5);
        var small = output("srm_chi_square", "{'observed': [440, 560], 'ratio': ['1', '1']}");
        assertThat(small.path("p_value").doubleValue()).isBetween(0.0001, 0.0002);
        assertThat(small.path("mismatch").booleanValue()).isTrue();
    }

    private static JsonNode output(String op, String input) throws JsonProcessingException {
        return ((CaseRun.Decided) run(op, input)).output();
    }

    private static CaseRun run(String op, String input) throws JsonProcessingException {
        var json = new ObjectMapper();
        var golden = json.createObjectNode().put("op", op);
        golden.set("input", json.readTree(input.replace('\'', '"')));
        return new Catalogue().run(new GoldenCase(Path.of("."), Path.of("."), golden));
    }
}
