package io.grapevine.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(Problem.badRequest("no Host"), 400, "bad_request", "no Host"),
                Arguments.of(Problem.notFound("/x"), 404, "not_found", "/x"),
                Arguments.of(Problem.methodNotAllowed("POST"), 405, "method_not_allowed", "POST"),
                Arguments.of(Problem.tooLarge(10), 413, "payload_too_large", "10 bytes"),
                Arguments.of(Problem.internal(), 500, "internal_error", "log"),
                Arguments.of(Problem.brokenOff(Backend.INSIGHTS), 502, "bad_gateway", "insights"),
                Arguments.of(Problem.unavailable(Backend.PROGRAMS), 503, "service_unavailable", "programs"),
                Arguments.of(Problem.silent(Backend.ATTRIBUTION), 504, "gateway_timeout", "attribution"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemSaysItsStatusItsCodeAndWhatItIsAbout(Problem problem, int status, String code, String about) {
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).contains(about);
        assertThat(problem.title()).isNotEmpty();
    }

    @Test
    void onlyWhatWaitingMayMendSaysWhenToComeBack() {
        assertThat(Problem.unavailable(Backend.PROGRAMS).retryAfterSeconds()).isEqualTo(1);
        assertThat(Problem.notFound("/x").retryAfterSeconds()).isNull();
    }
}
