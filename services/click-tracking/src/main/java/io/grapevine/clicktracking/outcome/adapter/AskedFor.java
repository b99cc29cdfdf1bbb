package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.events.KafkaEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts redirects' clicks aside on the polling thread: they have ids that nobody outside knows, and they are most of the traffic. The last
 * record of each partition stays whatever it is, so that the group's offsets go on and its lag comes down to 0.
 */
public final class AskedFor implements ConsumerInterceptor<String, byte[]> {

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> polled) {
        var kept = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
        for (var partition : polled.partitions()) {
            var records = polled.records(partition);
            var last = records.getLast();
            kept.put(
                    partition,
                    records.stream()
                            .filter(record -> record == last || !isRedirect(record))
                            .toList());
        }
        return new ConsumerRecords<>(kept, polled.nextOffsets());
    }

    static boolean isRedirect(ConsumerRecord<String, byte[]> record) {
        return KafkaEvents.optional(record.headers(), KafkaEvents.SOURCE)
                .filter(EventReader.REDIRECT_SOURCE::equals)
                .isPresent();
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
