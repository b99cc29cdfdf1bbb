package io.grapevine.chassis.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the caller. Thrown by resources; answered as {@code application/problem+json}.
 *
 * <p>{@code code} is a stable lower_snake word that clients may switch on; {@code detail} is for people and says what to do.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One thing wrong with one field; {@code pointer} is a JSON Pointer into the request's body. */
    public record FieldError(String pointer, String code, String detail) {}

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;
    private final @Nullable Integer retryAfterSeconds;

    private Problem(
            int status, String code, String detail, List<FieldError> errors, @Nullable Integer retryAfterSeconds) {
        super(detail, null, false, false); // an expected refusal needs no stack trace
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), null);
    }

    public static Problem badRequest(String code, String detail) {
        return of(400, code, detail);
    }

    /** 422: the request was understood and its fields are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        return new Problem(
                422,
                "invalid_request",
                (first.pointer().isEmpty() ? "" : first.pointer() + ": ") + first.detail(),
                errors,
                null);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "unauthorized", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not_found", detail);
    }

    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** 429 or 503: the same request will do later. */
    public static Problem retryLater(int status, String code, String detail, int retryAfterSeconds) {
        return new Problem(status, code, detail, List.of(), retryAfterSeconds);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
