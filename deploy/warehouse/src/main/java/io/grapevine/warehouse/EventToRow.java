package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event of the log (headers as text, value as bytes) into a row with a schema, bound for the table of the event's type. What is
 * no such event is refused, and goes where the connector sends what it cannot use.
 */
public final class EventToRow<R extends ConnectRecord<R>> implements Transformation<R> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, EventTable> tables = new ConcurrentHashMap<>();

    @Override
    public R apply(R record) {
        var table = tables.computeIfAbsent(attribute(record, "ce_type"), EventTable::of);
        var row = table.row(envelope(record), data(record));
        return record.newRecord(
                table.name(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                table.schema(),
                row,
                record.timestamp());
    }

    private static EventTable.Envelope envelope(ConnectRecord<?> record) {
        if (record.timestamp() == null) throw new DataException("the record has no timestamp");
        var bodyHash = text(record, "ce_bodyhash");
        return new EventTable.Envelope(
                attribute(record, "ce_tenantid"),
                attribute(record, "ce_id"),
                attribute(record, "ce_source"),
                Column.time(attribute(record, "ce_time")),
                bodyHash == null ? "" : bodyHash,
                Column.storable(Instant.ofEpochMilli(record.timestamp())));
    }

    private static JsonNode data(ConnectRecord<?> record) {
        if (!(record.value() instanceof byte[] bytes))
            throw new DataException("the value must be bytes: set value.converter to ByteArrayConverter");
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            // Without the parser's message, which quotes what it met.
            throw new DataException("the value is no JSON");
        }
    }

    private static String attribute(ConnectRecord<?> record, String name) {
        var text = text(record, name);
        if (text == null || text.isEmpty()) throw new DataException("missing attribute " + name);
        return text;
    }

    private static @Nullable String text(ConnectRecord<?> record, String name) {
        var header = record.headers().lastWithName(name);
        if (header == null || header.value() == null) return null;
        if (header.value() instanceof String text) return text;
        throw new DataException("the headers must be text: set header.converter to StringConverter");
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // There is nothing to choose: the contract says what an event is.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
