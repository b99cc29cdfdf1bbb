package io.grapevine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import io.grapevine.events.KafkaEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventToRowTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00.250Z");
    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:01Z");

    private final EventToRow<SinkRecord> eventToRow = new EventToRow<>();

    @ParameterizedTest
    @MethodSource("io.grapevine.warehouse.ShippedConnector#types")
    void sampleOfEveryTypeFillsEveryColumn(EventType type) {
        // When
        var record = eventToRow.apply(sample(type));
        // Then
        var row = (Struct) record.value();
        row.validate();
        assertThat(record.topic()).isEqualTo(EventTable.of(type.wireName()).name());
        assertThat(row.schema().fields().stream()
                        .filter(field -> row.get(field) == null)
                        .map(Field::name))
                // A click id that was taken has not been refused.
                .isSubsetOf("evidence_click_refusal");
    }

    @Test
    void rowSaysWhoseEventItIsAndWhen() {
        // When
        var row = row(sample(EventType.CLICK_RECORDED));
        // Then
        assertThat(row.getString("tenant_id")).isEqualTo("demo");
        assertThat(row.getString("ce_source")).isEqualTo("api");
        assertThat(row.getString("ce_id")).isEqualTo("e-1");
        assertThat(row.getString("ce_bodyhash")).isEqualTo("abcd");
        assertThat(row.get("ce_time")).isEqualTo(Date.from(AT));
        assertThat(row.get("received_at")).isEqualTo(Date.from(RECEIVED));
    }

    @Test
    void propertiesOfObjectsAreColumnsUnderTheirNames() {
        // When
        var row = row(sample(EventType.REWARD_CHANGED));
        // Then
        assertThat(row.getInt64("amount_minor")).isEqualTo(500);
        assertThat(row.getString("currency")).isEqualTo("EUR");
        assertThat(row.getInt32("currency_exponent")).isEqualTo(2);
        assertThat(row.getString("beneficiary_external_id")).isEqualTo("ada");
        assertThat(row.getInt64("beneficiary_level")).isEqualTo(1);
        assertThat(row.getInt32("before_currency_exponent")).isEqualTo(2);
        assertThat(row.get("releasable_at")).isEqualTo(Date.from(Instant.parse("2026-06-01T12:00:00Z")));
    }

    @Test
    void listsMapsAndTheExplanationStayJson() throws IOException {
        // When
        var decision = row(sample(EventType.CONVERSION_DECIDED));
        var click = row(sample(EventType.CLICK_RECORDED));
        // Then
        assertThat(JSON.readTree(decision.getString("credits"))
                        .at("/0/amountMinor")
                        .longValue())
                .isEqualTo(3000);
        assertThat(JSON.readTree(decision.getString("explanation")))
                .isEqualTo(data(EventType.CONVERSION_DECIDED).path("explanation"));
        assertThat(JSON.readTree(click.getString("parameters"))
                        .path("utm_source")
                        .textValue())
                .isEqualTo("whatsapp");
    }

    @Test
    void whatIsAbsentIsEmpty() {
        // Given
        var data = data(EventType.REWARD_CHANGED).deepCopy();
        ((ObjectNode) data).remove("before");
        ((ObjectNode) data).putNull("amountMinor");
        // When
        var row = row(record(EventType.REWARD_CHANGED, data.toString().getBytes(StandardCharsets.UTF_8)));
        // Then
        assertThat(row.get("before_status")).isNull();
        assertThat(row.get("amount_minor")).isNull();
    }

    @Test
    void whatNobodyKnowsYetIsIgnored() {
        // Given
        var data = data(EventType.REFUND_RECORDED).deepCopy();
        ((ObjectNode) data).put("brandNew", 1);
        // When
        var row = row(record(EventType.REFUND_RECORDED, data.toString().getBytes(StandardCharsets.UTF_8)));
        // Then
        assertThat(row.schema().field("brand_new")).isNull();
    }

    @Test
    void sealedFieldsAndCouponCodesStayAway() {
        // When
        var signUp = row(sample(EventType.SIGNUP_RECORDED)).toString();
        var reward = row(sample(EventType.REWARD_CHANGED)).toString();
        // Then
        assertThat(data(EventType.SIGNUP_RECORDED).at("/personal/ciphertext").textValue())
                .isEqualTo("c2VhbGVk");
        assertThat(signUp).doesNotContain("c2VhbGVk").doesNotContain("personal");
        assertThat(data(EventType.REWARD_CHANGED).path("couponCode").textValue())
                .isEqualTo("COUPON-1");
        assertThat(reward).doesNotContain("COUPON-1");
    }

    @Test
    void anEventOfOursHasNoBodyHashAndIsNamedWithoutIt() {
        // Given
        var event = Event.stated(
                "demo",
                "cnv_1:1",
                "attribution",
                AT,
                null,
                EventJson.read(EventType.CONVERSION_DECIDED, bytes(EventType.CONVERSION_DECIDED)));
        // When
        var row = row(sinkRecord(KafkaEvents.toRecord(event)));
        // Then
        assertThat(row.getString("ce_bodyhash")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/amountMinor, '\"5000\"', must be a 64-bit integer",
        "/amountMinor, 12.5, must be a 64-bit integer",
        "/amountMinor, 9223372036854775808, must be a 64-bit integer",
        "/amountMinor, null, is missing",
        "/orderId, 7, must be text",
        "/context, '\"DE\"', must be an object",
        "/context/disposableEmail, '\"yes\"', must be a boolean",
        "/evidence/click/clickedAt, '\"yesterday\"', no RFC 3339 time",
        "/evidence/click/clickedAt, '\"+10000-01-01T00:00:00Z\"', time out of range",
        "/evidence/click/clickedAt, '\"0000-12-31T23:59:59Z\"', time out of range",
    })
    void whatIsNotOfItsKindIsRefused(String pointer, String value, String reason) throws IOException {
        // Given
        var data = data(EventType.PURCHASE_RECORDED).deepCopy();
        var parent = (ObjectNode) data.at(pointer.substring(0, pointer.lastIndexOf('/')));
        parent.set(pointer.substring(pointer.lastIndexOf('/') + 1), JSON.readTree(value));
        var record = record(EventType.PURCHASE_RECORDED, data.toString().getBytes(StandardCharsets.UTF_8));
        // When, then
        assertThatThrownBy(() -> eventToRow.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("5000")
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void aShareOfTheCreditKeepsItsDigits() {
        var column = new Column("weight", java.util.List.of("weight"), Column.Kind.NUMBER, true);
        assertThat(column.valueIn(JSON.createObjectNode().put("weight", 0.1))).isEqualTo(0.1);
        assertThatThrownBy(() -> column.valueIn(JSON.createObjectNode().put("weight", Double.POSITIVE_INFINITY)))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({"'{\"orderId\"'", "'{} {}'", "''", "'[]'", "'null'", "'\"text\"'"})
    void valueThatIsNoObjectIsRefused(String value) {
        var record = record(EventType.REFUND_RECORDED, value.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> eventToRow.apply(record)).isInstanceOf(DataException.class);
    }

    @Test
    void recordWithoutValueIsRefused() {
        var record = record(EventType.REFUND_RECORDED, null);
        assertThatThrownBy(() -> eventToRow.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ByteArrayConverter");
    }

    @ParameterizedTest
    @CsvSource({"ce_type", "ce_id", "ce_source", "ce_time", "ce_tenantid"})
    void recordWithoutAnAttributeIsRefused(String attribute) {
        // Given
        var record = sample(EventType.REFUND_RECORDED);
        record.headers().remove(attribute);
        // When, then
        assertThatThrownBy(() -> eventToRow.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(attribute);
    }

    @Test
    void unknownTypeIsRefused() {
        // Given
        var record = sample(EventType.REFUND_RECORDED);
        record.headers().remove("ce_type");
        record.headers().addString("ce_type", "../../etc/passwd");
        // When, then
        assertThatThrownBy(() -> eventToRow.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("unknown event type");
    }

    @Test
    void headersReadAsAnythingButTextAreRefused() {
        // Given
        var record = sample(EventType.REFUND_RECORDED);
        record.headers().remove("ce_id");
        record.headers().addInt("ce_id", 7);
        // When, then
        assertThatThrownBy(() -> eventToRow.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("StringConverter");
    }

    @Test
    void recordWithoutATimeOfArrivalIsRefused() {
        var record = sample(EventType.REFUND_RECORDED);
        var timeless = record.newRecord(record.topic(), 0, null, null, null, record.value(), null, record.headers());
        assertThatThrownBy(() -> eventToRow.apply(timeless)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({"253402300800000", "-62135596800001"})
    void timeOfArrivalThatNoDatabaseHoldsIsRefused(long timestamp) {
        var record = sample(EventType.REFUND_RECORDED);
        var late = record.newRecord(record.topic(), 0, null, null, null, record.value(), timestamp, record.headers());
        assertThatThrownBy(() -> eventToRow.apply(late)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({"253402300799999", "-62135596800000"})
    void firstAndLastTimeAreTaken(long timestamp) {
        var record = sample(EventType.REFUND_RECORDED);
        var edge = record.newRecord(record.topic(), 0, null, null, null, record.value(), timestamp, record.headers());
        assertThat(row(edge).get("received_at")).isEqualTo(Date.from(Instant.ofEpochMilli(timestamp)));
    }

    @Test
    void keyOf2500BytesIsTakenAndALongerOneIsRefused() {
        // Given: demo, api and abcd are in the key, too
        var longest = withId("ă".repeat(1244) + "a");
        var longer = withId("ă".repeat(1245));
        // When, then
        assertThat(row(longest).getString("ce_id")).hasSize(1245);
        assertThatThrownBy(() -> eventToRow.apply(longer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2500 bytes");
    }

    private static SinkRecord withId(String id) {
        var record = sample(EventType.REFUND_RECORDED);
        record.headers().remove("ce_id");
        record.headers().addString("ce_id", id);
        return record;
    }

    @Test
    void takesNoSettings() {
        eventToRow.configure(Map.of());
        assertThat(eventToRow.config().names()).isEmpty();
        eventToRow.close();
    }

    private Struct row(SinkRecord record) {
        return (Struct) eventToRow.apply(record).value();
    }

    private static SinkRecord sample(EventType type) {
        return record(type, bytes(type));
    }

    private static SinkRecord record(EventType type, byte[] value) {
        var event = new Event<>("demo", "e-1", "api", AT, RECEIVED, "abcd", null, EventJson.read(type, bytes(type)));
        var record = KafkaEvents.toRecord(event);
        return sinkRecord(
                new ProducerRecord<>(record.topic(), null, record.timestamp(), record.key(), value, record.headers()));
    }

    private static SinkRecord sinkRecord(ProducerRecord<String, byte[]> record) {
        var sink = new SinkRecord(
                record.topic(),
                0,
                Schema.STRING_SCHEMA,
                record.key(),
                Schema.OPTIONAL_BYTES_SCHEMA,
                record.value(),
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME);
        record.headers()
                .forEach(header ->
                        sink.headers().addString(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return sink;
    }

    private static JsonNode data(EventType type) {
        try {
            return JSON.readTree(bytes(type));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(EventType type) {
        try (var sample = EventType.class.getResourceAsStream("/samples/" + type.wireName() + ".json")) {
            return sample.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
