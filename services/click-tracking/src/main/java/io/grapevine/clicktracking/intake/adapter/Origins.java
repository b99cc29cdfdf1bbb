package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.ApiKeyPublished.Kind;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which web pages may send with a publishable key. No credentials are ever allowed: the key in the header is all that counts. */
final class Origins {

    private static final String ALLOWED_HEADERS =
            "authorization, content-type, ce-id, ce-source, ce-type, ce-time, ce-specversion, traceparent";
    private static final String A_DAY = "86400";

    private Origins() {}

    /** @throws Problem 403 if the page is not one of the key's */
    static void check(Kind kind, List<String> allowed, @Nullable String origin) {
        if (kind != Kind.PUBLISHABLE || allowed.isEmpty()) return;
        if (origin == null || !allowed.contains(origin))
            throw Problem.of(403, "origin_not_allowed", "This publishable key does not answer to this origin.");
    }

    /** A browser's question before it sends; which page may use which key is decided when the key is known. */
    static Response preflight(@Nullable String origin) {
        var answer = Response.noContent();
        if (origin != null) {
            answer.header("Access-Control-Allow-Methods", "POST")
                    .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                    .header("Access-Control-Max-Age", A_DAY);
        }
        return answer.build();
    }
}
