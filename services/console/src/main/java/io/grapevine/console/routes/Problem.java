package io.grapevine.console.routes;

import org.jspecify.annotations.Nullable;

/**
 * What the origin itself answers when a service cannot (RFC 9457).
 *
 * @param status HTTP status
 * @param code stable word for programs
 * @param retryAfterSeconds how long a client should wait; null if waiting does not help
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        @Nullable Integer retryAfterSeconds) {

    /** One second: services restart in a few, and clients back off by themselves. */
    private static final int SOON = 1;

    public static Problem notFound(String path) {
        return new Problem(404, "not_found", "Not found", "Nothing is served at " + path + ".", null);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad_request", "Bad request", detail, null);
    }

    public static Problem methodNotAllowed(String method) {
        return new Problem(405, "method_not_allowed", "Method not allowed", method + " is not possible here.", null);
    }

    public static Problem tooLarge(long limitBytes) {
        return new Problem(
                413,
                "payload_too_large",
                "Payload too large",
                "A body may have at most " + limitBytes + " bytes; send smaller batches.",
                null);
    }

    public static Problem internal() {
        return new Problem(500, "internal_error", "Internal error", "The origin failed; the log says why.", null);
    }

    /** The request never reached the service: repeating it is safe. */
    public static Problem unavailable(Backend backend) {
        return new Problem(
                503,
                "service_unavailable",
                "Service unavailable",
                backend.serviceName() + " does not answer at the moment; the request did not reach it.",
                SOON);
    }

    /** The service broke off: whether it acted is unknown, repeat with the same ids. */
    public static Problem brokenOff(Backend backend) {
        return new Problem(
                502,
                "bad_gateway",
                "Bad gateway",
                backend.serviceName() + " broke off before it answered; repeat with the same ids.",
                SOON);
    }

    /** The service is silent: whether it acted is unknown, repeat with the same ids. */
    public static Problem silent(Backend backend) {
        return new Problem(
                504,
                "gateway_timeout",
                "Gateway timeout",
                backend.serviceName() + " did not answer in time; repeat with the same ids.",
                SOON);
    }
}
