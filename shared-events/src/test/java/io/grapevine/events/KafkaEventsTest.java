package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaEventsTest {

    private static final Instant HAPPENED = Instant.parse("2026-06-01T12:00:00.123Z");
    private static final Instant ARRIVED = HAPPENED.plusSeconds(3);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @EnumSource
    void everyEventComesBackAsItWas(EventType type) {
        var event = event(type);
        assertThat(KafkaEvents.fromRecord(received(KafkaEvents.toRecord(event))))
                .isEqualTo(event);
    }

    @Test
    void recordIsCloudEventsBinaryKeyedByTenantAndSubjectAndStampedWithArrival() {
        var record = KafkaEvents.toRecord(event(EventType.PURCHASE_RECORDED));
        assertThat(record.topic()).isEqualTo("grapevine.conversions");
        assertThat(record.key()).isEqualTo("demo:bob");
        assertThat(record.timestamp()).isEqualTo(ARRIVED.toEpochMilli());
        assertThat(header(record, "ce_type")).contains("io.grapevine.purchase.recorded.v1");
        assertThat(header(record, "ce_time")).contains("2026-06-01T12:00:00.123Z");
        assertThat(header(record, "ce_tenantid")).contains("demo");
        assertThat(header(record, "traceparent")).contains("00-" + TRACE + "-8448eb211c80319c-01");
    }

    @Test
    void recordWithoutTypeOfUnknownTypeOrWithoutDataIsUnreadable() {
        for (var bad : new String[] {"ce_type", "ce_id", "ce_tenantid", "ce_time"}) {
            var record = KafkaEvents.toRecord(event(EventType.PURCHASE_RECORDED));
            record.headers().remove(bad);
            assertThatThrownBy(() -> KafkaEvents.fromRecord(received(record)))
                    .isInstanceOf(UnreadableEvent.class)
                    .hasMessageContaining(bad);
        }
        var unknown = KafkaEvents.toRecord(event(EventType.PURCHASE_RECORDED));
        unknown.headers().add("ce_type", "io.grapevine.wish.made.v1".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KafkaEvents.fromRecord(received(unknown))).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void recordWithBrokenValueOrTimeIsUnreadable() {
        var broken = KafkaEvents.toRecord(event(EventType.PURCHASE_RECORDED));
        var noJson = new ProducerRecord<>(
                broken.topic(), null, 1L, broken.key(), "{".getBytes(StandardCharsets.UTF_8), broken.headers());
        assertThatThrownBy(() -> KafkaEvents.fromRecord(received(noJson))).isInstanceOf(UnreadableEvent.class);
        var noValue =
                new ProducerRecord<String, byte[]>(broken.topic(), null, 1L, broken.key(), null, broken.headers());
        assertThatThrownBy(() -> KafkaEvents.fromRecord(received(noValue))).isInstanceOf(UnreadableEvent.class);
        broken.headers().add("ce_time", "yesterday".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KafkaEvents.fromRecord(received(broken))).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        var json = "{\"visitorId\":\"v\",\"customerId\":\"c\",\"context\":{},\"mood\":\"good\"}";
        assertThat(EventJson.read(EventType.IDENTIFY_RECORDED, json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new IdentifyRecorded("v", "c", null, null, Context.NONE));
    }

    @Test
    void eventWithoutTenantOrIdIsRefused() {
        var data = Examples.of(EventType.ALERT_RAISED);
        assertThatThrownBy(() -> Event.stated("", "id", "s", HAPPENED, null, data))
                .hasMessageContaining("tenantId");
        assertThatThrownBy(() -> Event.stated("t", "", "s", HAPPENED, null, data))
                .hasMessageContaining("id");
    }

    private static Event<?> event(EventType type) {
        return new Event<>("demo", "e-1", "api", HAPPENED, ARRIVED, "hash", TRACE, Examples.of(type));
    }

    private static Optional<String> header(ProducerRecord<?, ?> record, String name) {
        return KafkaEvents.optional(record.headers(), name);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}
