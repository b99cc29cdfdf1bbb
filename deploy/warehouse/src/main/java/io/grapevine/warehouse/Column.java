package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A column that an event's data fill.
 *
 * @param path where the value stands in the data, outermost property first
 * @param required whether every event of the type has it; the database's column may be empty all the same, so that a table can always be
 *     given a further one
 */
record Column(String name, List<String> path, Kind kind, boolean required) {

    // Databases end at different years beyond these, and four digits write no others.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** What a column holds, and as which of Connect's types. */
    @SuppressWarnings("ImmutableEnumChecker") // a built schema does not change
    enum Kind {
        TEXT("text", Schema.OPTIONAL_STRING_SCHEMA),
        /** JSON in text; the name lets Debezium's sink make a column of the database's own JSON type, other sinks see text. */
        JSON(
                "JSON",
                SchemaBuilder.string()
                        .name("io.debezium.data.Json")
                        .version(1)
                        .optional()
                        .build()),
        /** Milliseconds, UTC. */
        TIME("time, UTC", Timestamp.builder().optional().build()),
        WHOLE("64-bit integer", Schema.OPTIONAL_INT64_SCHEMA),
        NUMBER("64-bit float", Schema.OPTIONAL_FLOAT64_SCHEMA),
        FLAG("boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA),
        /** Of the minor unit of the currency that stands in the same place. */
        DIGITS("32-bit integer", Schema.OPTIONAL_INT32_SCHEMA);

        private final String words;
        private final Schema schema;

        Kind(String words, Schema schema) {
            this.words = words;
            this.schema = schema;
        }

        String words() {
            return words;
        }

        Schema schema() {
            return schema;
        }
    }

    Column {
        path = List.copyOf(path);
    }

    /** @throws DataException if the value is missing though required, or is not of the kind: nothing is turned into something near it */
    @Nullable
    Object valueIn(JsonNode data) {
        var node = data;
        for (var property : path) {
            if (!node.isObject()) throw wrong("an object", node);
            node = node.path(property);
            if (node.isMissingNode() || node.isNull()) {
                if (required) throw new DataException(pointer() + " is missing");
                return null;
            }
        }
        return value(node);
    }

    private @Nullable Object value(JsonNode node) {
        return switch (kind) {
            case TEXT -> StorableText.of(text(node));
            case JSON -> StorableText.within(node).toString();
            case TIME -> Date.from(time(text(node)));
            case WHOLE -> {
                if (!node.isIntegralNumber() || !node.canConvertToLong()) throw wrong("a 64-bit integer", node);
                yield node.longValue();
            }
            case NUMBER -> {
                if (!node.isNumber() || !Double.isFinite(node.doubleValue())) throw wrong("a 64-bit float", node);
                yield node.doubleValue();
            }
            case FLAG -> {
                if (!node.isBoolean()) throw wrong("a boolean", node);
                yield node.booleanValue();
            }
            case DIGITS -> MinorUnit.digits(text(node));
        };
    }

    /** @throws DataException if it is no RFC 3339 time of the years 1 to 9999 */
    static Instant time(String text) {
        try {
            return storable(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new DataException("no RFC 3339 time", e);
        }
    }

    /** @throws DataException if it is not of the years 1 to 9999 */
    static Instant storable(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) throw new DataException("time out of range");
        return time;
    }

    private String text(JsonNode node) {
        if (!node.isTextual()) throw wrong("text", node);
        return node.textValue();
    }

    // What stands there is not told: messages end up in logs and headers, and it may be anything.
    private DataException wrong(String expected, JsonNode found) {
        return new DataException(pointer() + " must be " + expected + ", was " + found.getNodeType());
    }

    private String pointer() {
        return "/" + String.join("/", path);
    }
}
