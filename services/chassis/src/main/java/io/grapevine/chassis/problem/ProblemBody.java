package io.grapevine.chassis.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A problem as it goes over the wire (RFC 9457), with our {@code code} and {@code errors}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type, String title, int status, String detail, String code, List<Problem.FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(Problem problem) {
        return new ProblemBody(
                "urn:grapevine:problem:" + problem.code(),
                problem.code().replace('_', ' '),
                problem.status(),
                problem.detail(),
                problem.code(),
                problem.errors());
    }
}
