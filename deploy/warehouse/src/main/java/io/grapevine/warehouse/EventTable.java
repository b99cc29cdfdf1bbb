package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.warehouse.Column.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * The table of one type of event, as the type's JSON Schema has it: a property is a column, an object's properties are columns under its
 * name, and what has no fixed shape (a list, a map) is JSON. So what is added to an event is a column without a word here.
 */
record EventTable(String name, List<Column> columns, Schema schema) {

    /** What the log says about an event beside its data. */
    record Envelope(String tenantId, String id, String source, Instant time, String bodyHash, Instant receivedAt) {}

    private static final String TENANT_ID = "tenant_id";
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String BODY_HASH = "ce_bodyhash";
    private static final String RECEIVED_AT = "received_at";

    /** What stands first in every table, and never is empty. */
    static final List<Field> ENVELOPE = SchemaBuilder.struct()
            .field(TENANT_ID, Schema.STRING_SCHEMA)
            .field(SOURCE, Schema.STRING_SCHEMA)
            .field(ID, Schema.STRING_SCHEMA)
            .field(BODY_HASH, Schema.STRING_SCHEMA)
            .field(TIME, Timestamp.SCHEMA)
            .field(RECEIVED_AT, Timestamp.SCHEMA)
            .build()
            .fields();

    /** Names a row; the body's hash is in it, so that a second event under a first one's id never takes its place. */
    static final List<String> KEY = List.of(TENANT_ID, SOURCE, ID, BODY_HASH);

    /**
     * The longest key in UTF-8. PostgreSQL indexes 2,704 bytes and refuses a whole batch for one row with more; tenant, source and id of
     * the contract, 255 characters of four bytes each at most, stay below.
     */
    static final int LONGEST_KEY = 2_500;

    /** Sealed fields, which nobody can read without keys that stay away from warehouses; and what buys something for whoever reads it. */
    static final Set<String> LEFT_OUT = Set.of("personal", "couponCode");

    /** Read as a whole or not at all: in columns it would be some hundred, most of them empty. */
    private static final Set<String> WHOLE = Set.of("explanation");

    private static final String CURRENCY = "currency";
    private static final Pattern TYPE =
            Pattern.compile("io\\.grapevine\\.(?<noun>[a-z]+)\\.(?<verb>[a-z]+)\\.v(?<version>[0-9]{1,3})");
    private static final Pattern WORD_ENDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    EventTable {
        columns = List.copyOf(columns);
    }

    /**
     * {@code io.grapevine.click.recorded.v1} is {@code click_recorded}, a second version {@code click_recorded_v2}.
     *
     * @throws DataException if this version of the contract has no such type
     */
    static EventTable of(String type) {
        var words = TYPE.matcher(type);
        if (!words.matches()) throw new DataException("unknown event type " + type);
        var schema = read(type);
        var columns = new ArrayList<Column>();
        addColumns(columns, schema, schema, List.of(), true);
        var version = words.group("version").equals("1") ? "" : "_v" + words.group("version");
        return new EventTable(words.group("noun") + "_" + words.group("verb") + version, columns, rowSchema(columns));
    }

    /** @throws DataException if the data are not what the type's schema says, or the key is longer than {@link #LONGEST_KEY} */
    Struct row(Envelope envelope, JsonNode data) {
        var keyLength = Stream.of(envelope.tenantId(), envelope.source(), envelope.id(), envelope.bodyHash())
                .mapToInt(part -> part.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (keyLength > LONGEST_KEY)
            throw new DataException("tenant, source, id and body hash are longer than " + LONGEST_KEY + " bytes");
        var row = new Struct(schema)
                .put(TENANT_ID, StorableText.of(envelope.tenantId()))
                .put(SOURCE, StorableText.of(envelope.source()))
                .put(ID, StorableText.of(envelope.id()))
                .put(BODY_HASH, StorableText.of(envelope.bodyHash()))
                .put(TIME, Date.from(envelope.time()))
                .put(RECEIVED_AT, Date.from(envelope.receivedAt()));
        for (var column : columns) row.put(column.name(), column.valueIn(data));
        return row;
    }

    private static void addColumns(
            List<Column> columns, JsonNode root, JsonNode object, List<String> path, boolean required) {
        var requiredHere = new HashSet<String>();
        object.path("required").forEach(name -> requiredHere.add(name.textValue()));
        for (var property : object.path("properties").properties()) {
            if (LEFT_OUT.contains(property.getKey())) continue;
            var schema = resolved(root, property.getValue());
            var inner = new ArrayList<>(path);
            inner.add(property.getKey());
            var innerRequired = required && requiredHere.contains(property.getKey());
            if (schema.has("properties") && !WHOLE.contains(property.getKey())) {
                addColumns(columns, root, schema, inner, innerRequired);
                continue;
            }
            var name = columnName(inner);
            columns.add(new Column(name, inner, kind(schema), innerRequired));
            if (property.getKey().equals(CURRENCY))
                columns.add(new Column(name + "_exponent", inner, Kind.DIGITS, innerRequired));
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        var reference = schema.path("$ref").textValue();
        return reference == null ? schema : root.at(reference.substring(1));
    }

    private static Kind kind(JsonNode schema) {
        var type = schema.path("type").asText();
        return switch (type) {
            case "string" -> schema.path("format").asText().equals("date-time") ? Kind.TIME : Kind.TEXT;
            case "integer" -> Kind.WHOLE;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.FLAG;
            case "array", "object" -> Kind.JSON;
            default -> throw new IllegalStateException("no column can hold what the schema calls '" + type + "'");
        };
    }

    private static String columnName(List<String> path) {
        return WORD_ENDS.matcher(String.join("_", path)).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static Schema rowSchema(List<Column> columns) {
        var row = SchemaBuilder.struct();
        for (var field : ENVELOPE) row.field(field.name(), field.schema());
        // Two columns of one name are refused here.
        for (var column : columns) row.field(column.name(), column.kind().schema());
        return row.build();
    }

    private static JsonNode read(String type) {
        try (var schema = EventTable.class.getResourceAsStream("/schemas/" + type + ".json")) {
            if (schema == null) throw new DataException("unknown event type " + type);
            return JsonMapper.builder().build().readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema of " + type, e);
        }
    }
}
