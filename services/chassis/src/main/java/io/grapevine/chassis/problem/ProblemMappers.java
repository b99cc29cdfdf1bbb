package io.grapevine.chassis.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.grapevine.chassis.consume.Failures;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures become answers; nothing of a stack trace ever leaves. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response problem(Problem problem) {
        var answer =
                Response.status(problem.status()).type(ProblemBody.MEDIA_TYPE).entity(ProblemBody.of(problem));
        var retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        return answer.build();
    }

    @ServerExceptionMapper
    Response unreadableBody(JsonProcessingException unreadable) {
        return problem(unreadableJson(unreadable));
    }

    // Quarkus has a mapper of its own for this one, which only a mapper for the very same type replaces.
    @ServerExceptionMapper
    Response wrongForm(MismatchedInputException mismatch) {
        return problem(unreadableJson(mismatch));
    }

    // Likewise; such a fault is in a type of ours.
    @ServerExceptionMapper
    Response wrongType(InvalidDefinitionException fault) {
        return ours(fault);
    }

    /** Where a media type chooses the operation or the answer, the framework fails on one that it cannot read. */
    @ServerExceptionMapper
    Response unreadableMediaType(IllegalArgumentException fault, HttpHeaders asked) {
        if (!isReadable(asked::getMediaType)) return problem(Problem.of(415, codeOf(415), detailOf(415)));
        if (!isReadable(asked::getAcceptableMediaTypes)) return problem(Problem.of(406, codeOf(406), detailOf(406)));
        return bug(fault);
    }

    private static boolean isReadable(Supplier<?> header) {
        try {
            var _ = header.get();
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** What the framework itself refuses: no such path, wrong method, wrong media type, too large. */
    @ServerExceptionMapper
    Response framework(WebApplicationException refused, UriInfo asked, ResourceInfo resource) {
        if (refused.getCause() instanceof JsonProcessingException unreadable) return unreadableBody(unreadable);
        if (refused instanceof NotFoundException && resource.getResourceMethod() != null) {
            var wrong = WrongNumber.in(resource.getResourceMethod(), asked.getQueryParameters());
            if (wrong.isPresent()) return problem(wrong.get());
        }
        var response = refused.getResponse();
        if (response.hasEntity()) return response;
        var status = response.getStatus();
        if (status < 400) return response;
        return problem(Problem.of(status, codeOf(status), detailOf(status)));
    }

    /** Whatever nobody foresaw. A database that restarts, or broke a deadlock, is no fault of the request's, and is there again soon. */
    @ServerExceptionMapper
    Response bug(Throwable bug) {
        if (UnstorableText.caused(bug)) return problem(UnstorableText.refused());
        if (Failures.willPass(bug)) {
            LOG.warnf("request put off: %s", bug.toString());
            return problem(Problem.retryLater(
                    503,
                    "service_unavailable",
                    "What this service keeps its data in does not answer just now; send the request again.",
                    RETRY_AFTER_SECONDS));
        }
        return ours(bug);
    }

    private Response ours(Throwable bug) {
        LOG.error("request failed", bug);
        return problem(
                Problem.of(500, "internal_error", "Something failed on our side; the request may be sent again."));
    }

    private static Problem unreadableJson(JsonProcessingException unreadable) {
        if (!(unreadable instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()
                || mapping.getCause() instanceof StreamReadException)
            return Problem.badRequest("malformed_json", "The body is not valid JSON, or names a field twice.");
        var pointer = new StringBuilder();
        for (var step : mapping.getPath())
            pointer.append('/').append(step.getFieldName() != null ? step.getFieldName() : step.getIndex());
        return Problem.invalid(List.of(new Problem.FieldError(
                pointer.toString(),
                "invalid_value",
                "The value has the wrong form; see the OpenAPI of this service.")));
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "payload_too_large";
            case 415 -> "unsupported_media_type";
            default -> status < 500 ? "bad_request" : "internal_error";
        };
    }

    private static String detailOf(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not answer to this method.";
            case 406 -> "This path answers nothing of what Accept names.";
            case 415 -> "Name the body's Content-Type, as application/json.";
            default -> "The request was refused.";
        };
    }
}
