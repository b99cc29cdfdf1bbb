package io.grapevine.clicktracking.intake.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.clicktracking.intake.Json;
import io.grapevine.clicktracking.intake.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the four forms, in one pass over the bytes, into the words of the intake. */
final class SubmissionParser {

    /** Remembered with what was rejected, so that it can be shown as it came. */
    record Sent(Submission submission, int from, int to) {}

    /** A batch has at most so many; the rest is not even read. */
    static final int MOST_EVENTS = 2_500;

    private static final JsonFactory FACTORY = new JsonFactory();

    private SubmissionParser() {}

    /** {@code {"events": [{type, id, time, data}]}}. */
    static List<Sent> plain(byte[] body) {
        return parse(body, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) throw noEvents();
            List<Sent> events = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEvents = parser.currentName().equals("events");
                parser.nextToken();
                if (isEvents && parser.currentToken() == JsonToken.START_ARRAY) events = elements(parser, "api");
                else parser.skipChildren();
            }
            if (events == null) throw noEvents();
            return events;
        });
    }

    /** A JSON array of CloudEvents. */
    static List<Sent> batch(byte[] body) {
        return parse(body, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY)
                throw Problem.badRequest("malformed_batch", "A CloudEvents batch is a JSON array of events.");
            return elements(parser, null);
        });
    }

    /** One CloudEvent as a JSON object. */
    static List<Sent> structured(byte[] body) {
        return parse(body, parser -> List.of(element(parser, null)));
    }

    /** The body is the data; everything else came in headers. */
    static Json data(byte[] body) {
        return parse(body, SubmissionParser::value);
    }

    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static <T> T parse(byte[] body, Reader<T> reader) {
        try (var parser = FACTORY.createParser(body)) {
            if (parser.nextToken() == null) throw Problem.badRequest("malformed_json", "The body is empty.");
            var read = reader.read(parser);
            if (parser.nextToken() != null)
                throw Problem.badRequest("malformed_json", "Something follows behind the JSON value.");
            return read;
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("malformed_json", "The body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    private static List<Sent> elements(JsonParser parser, @Nullable String defaultSource) throws IOException {
        var events = new ArrayList<Sent>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (events.size() == MOST_EVENTS)
                throw Problem.of(413, "too_many_events", "A batch has at most " + MOST_EVENTS + " events.");
            events.add(element(parser, defaultSource));
        }
        return events;
    }

    private static Sent element(JsonParser parser, @Nullable String defaultSource) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        var value = value(parser);
        int to = (int) parser.currentLocation().getByteOffset();
        var submission = value instanceof Json.Members members
                ? submission(members.byName(), defaultSource, to - from)
                : Submission.unreadable("An event is a JSON object.", to - from);
        return new Sent(submission, from, to);
    }

    private static Submission submission(Map<String, Json> event, @Nullable String defaultSource, int bytes) {
        boolean cloudEvent = defaultSource == null;
        var version = event.get("specversion");
        return new Submission(
                cloudEvent && version == null ? new Json.Nothing() : version,
                event.get("id"),
                event.get("source"),
                event.get("type"),
                event.get("time"),
                event.get("data"),
                defaultSource,
                bytes,
                null);
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new Json.Decimal(parser.getDecimalValue());
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            default -> new Json.Nothing();
        };
    }

    private static Json whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new Json.Decimal(new BigDecimal(parser.getBigIntegerValue()))
                : new Json.Whole(parser.getLongValue());
    }

    private static Json members(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Members(members);
    }

    private static Json array(JsonParser parser) throws IOException {
        var values = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(value(parser));
        return new Json.Elements(values);
    }

    private static Problem noEvents() {
        return Problem.badRequest("malformed_batch", "Plain JSON has the form {\"events\": [{type, id, time, data}]}.");
    }
}
