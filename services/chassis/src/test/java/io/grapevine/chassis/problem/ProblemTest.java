package io.grapevine.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aFieldIsNamedBeforeWhatIsWrongWithIt() {
        assertThat(Problem.invalid(List.of(new FieldError("/url", "required", "name it")))
                        .detail())
                .isEqualTo("/url: name it");
    }

    @Test
    void theWholeBodyHasNoNameToTell() {
        assertThat(Problem.invalid(List.of(new FieldError("", "invalid_value", "expected an object")))
                        .detail())
                .isEqualTo("expected an object");
    }
}
