package io.grapevine.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aProblemSaysItsStatusItsCodeAndWhatItIsAbout() {
        assertSays(Problem.badRequest("no Host"), 400, "bad_request", "no Host");
        assertSays(Problem.notFound("/x"), 404, "not_found", "/x");
        assertSays(Problem.methodNotAllowed("POST"), 405, "method_not_allowed", "POST");
        assertSays(Problem.tooLarge(10), 413, "payload_too_large", "10 bytes");
        assertSays(Problem.internal(), 500, "internal_error", "log");
        assertSays(Problem.brokenOff(Backend.INSIGHTS), 502, "bad_gateway", "insights");
        assertSays(Problem.unavailable(Backend.PROGRAMS), 503, "service_unavailable", "programs");
        assertSays(Problem.silent(Backend.ATTRIBUTION), 504, "gateway_timeout", "attribution");
    }

    @Test
    void onlyWhatWaitingMayMendSaysWhenToComeBack() {
        assertThat(Problem.unavailable(Backend.PROGRAMS).retryAfterSeconds()).isEqualTo(1);
        assertThat(Problem.brokenOff(Backend.PROGRAMS).retryAfterSeconds()).isEqualTo(1);
        assertThat(Problem.silent(Backend.PROGRAMS).retryAfterSeconds()).isEqualTo(1);
        assertThat(Problem.notFound("/x").retryAfterSeconds()).isNull();
        assertThat(Problem.tooLarge(10).retryAfterSeconds()).isNull();
    }

    @Test
    void whatMayHaveReachedTheServiceIsRepeatedWithTheSameIds() {
        assertThat(Problem.brokenOff(Backend.PROGRAMS).detail()).contains("same ids");
        assertThat(Problem.silent(Backend.PROGRAMS).detail()).contains("same ids");
        assertThat(Problem.unavailable(Backend.PROGRAMS).detail()).contains("did not reach it");
    }

    private static void assertSays(Problem problem, int status, String code, String about) {
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).contains(about);
        assertThat(problem.title()).isNotEmpty();
    }
}
