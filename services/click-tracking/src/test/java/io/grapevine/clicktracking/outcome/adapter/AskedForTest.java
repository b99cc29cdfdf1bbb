package io.grapevine.clicktracking.outcome.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.events.KafkaEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AskedForTest {

    private static final TopicPartition CLICKS = new TopicPartition("grapevine.clicks", 3);
    private static final Map<TopicPartition, OffsetAndMetadata> NEXT = Map.of(CLICKS, new OffsetAndMetadata(10));

    private final AskedFor askedFor = new AskedFor();

    @Test
    void redirectsArePutAsideAndReportedClicksStay() {
        // When
        var kept = kept(redirect(1), reported(2), redirect(3), reported(4));
        // Then
        assertThat(kept).extracting(ConsumerRecord::offset).containsExactly(2L, 4L);
    }

    @Test
    void theLastRecordStaysSoThatOffsetsGoOn() {
        // When
        var kept = kept(redirect(1), redirect(2), redirect(3));
        // Then
        assertThat(kept).extracting(ConsumerRecord::offset).containsExactly(3L);
    }

    @Test
    void whereToReadNextIsNotForgotten() {
        // When
        var records = askedFor.onConsume(new ConsumerRecords<>(Map.of(CLICKS, List.of(redirect(9))), NEXT));
        // Then
        assertThat(records.nextOffsets()).isEqualTo(NEXT);
    }

    @SafeVarargs
    private List<ConsumerRecord<String, byte[]>> kept(ConsumerRecord<String, byte[]>... polled) {
        var records = askedFor.onConsume(new ConsumerRecords<>(Map.of(CLICKS, List.of(polled)), NEXT));
        return StreamSupport.stream(records.spliterator(), false).toList();
    }

    private static ConsumerRecord<String, byte[]> redirect(long offset) {
        return record(offset, EventReader.REDIRECT_SOURCE);
    }

    private static ConsumerRecord<String, byte[]> reported(long offset) {
        return record(offset, "api");
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String source) {
        var record = new ConsumerRecord<>(CLICKS.topic(), CLICKS.partition(), offset, "demo:v", new byte[0]);
        record.headers().add(KafkaEvents.SOURCE, source.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
