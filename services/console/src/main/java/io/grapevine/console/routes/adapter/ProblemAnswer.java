package io.grapevine.console.routes.adapter;

import io.grapevine.console.routes.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Problems as {@code application/problem+json}. */
final class ProblemAnswer {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemAnswer() {}

    static Buffer body(Problem problem) {
        return new JsonObject()
                .put("type", "urn:grapevine:problem:" + problem.code())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("code", problem.code())
                .toBuffer();
    }

    static void send(HttpServerResponse response, Problem problem) {
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        if (problem.retryAfterSeconds() != null)
            response.putHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        response.end(body(problem));
    }
}
