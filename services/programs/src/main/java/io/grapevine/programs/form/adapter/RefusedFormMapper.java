package io.grapevine.programs.form.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.ProblemBody;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.RefusedForm;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a refused form with every mistake in it. */
class RefusedFormMapper {

    private static final int UNPROCESSABLE = 422;

    @ServerExceptionMapper
    Response refused(RefusedForm refused) {
        var errors = refused.mistakes().stream().map(RefusedFormMapper::error).toList();
        var body = new ProblemBody(
                "urn:grapevine:problem:invalid_request",
                "invalid request",
                UNPROCESSABLE,
                refused.mistakes().getFirst().detail(),
                "invalid_request",
                errors);
        return Response.status(UNPROCESSABLE)
                .type(ProblemBody.MEDIA_TYPE)
                .entity(body)
                .build();
    }

    private static Problem.FieldError error(Mistake mistake) {
        return new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail());
    }
}
