package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.clicktracking.intake.Json;
import io.grapevine.clicktracking.intake.Submission;
import io.grapevine.clicktracking.intake.adapter.SubmissionParser.Sent;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of the four forms a request has. */
final class Forms {

    private Forms() {}

    static List<Sent> read(HttpServerRequest request, byte[] body) {
        var type = mediaType(request.getHeader("Content-Type"));
        return switch (type) {
            case "application/cloudevents-batch+json" -> SubmissionParser.batch(body);
            case "application/cloudevents+json" -> single(SubmissionParser.structured(body));
            case "application/json", "text/json", "text/plain", "" ->
                request.getHeader("ce-id") != null
                                || request.getHeader("ce-specversion") != null
                                || request.getHeader("ce-type") != null
                        ? single(binary(request, body))
                        : SubmissionParser.plain(body);
            default ->
                throw Problem.of(
                        415,
                        "unsupported_media_type",
                        "Send application/json, application/cloudevents+json or application/cloudevents-batch+json.");
        };
    }

    private static List<Sent> binary(HttpServerRequest request, byte[] body) {
        var version = header(request, "ce-specversion");
        var submission = new Submission(
                version == null ? new Json.Nothing() : version,
                header(request, "ce-id"),
                header(request, "ce-source"),
                header(request, "ce-type"),
                header(request, "ce-time"),
                body.length == 0 ? null : SubmissionParser.data(body),
                null,
                body.length,
                null);
        return List.of(new Sent(submission, 0, body.length));
    }

    /** Alone, an event that is too large is the request that is too large. */
    private static List<Sent> single(List<Sent> sent) {
        if (sent.getFirst().submission().bytes() > EventReader.LONGEST_EVENT_BYTES)
            throw Problem.of(413, "event_too_large", "An event has at most 32 KB.");
        return sent;
    }

    /** Header values are percent-encoded UTF-8 in CloudEvents' HTTP binding; what does not decode is taken as it is. */
    private static @Nullable Json header(HttpServerRequest request, String name) {
        var value = request.getHeader(name);
        if (value == null) return null;
        try {
            return new Json.Text(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new Json.Text(value);
        }
    }

    private static String mediaType(@Nullable String header) {
        if (header == null) return "";
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
