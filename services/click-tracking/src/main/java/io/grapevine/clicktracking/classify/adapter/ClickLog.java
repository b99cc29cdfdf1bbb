package io.grapevine.clicktracking.classify.adapter;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.Topic;
import io.grapevine.events.UnreadableEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the kept clicks from one arrival time to another, beside every service and in no group: nobody's place is moved. */
final class ClickLog implements AutoCloseable {

    /** A broker that answers later than this is taken as not answering. */
    private static final int ANSWER_MILLIS = 15_000;

    private static final Duration POLL = Duration.ofMillis(500);

    /** How far a reading has come; told after every poll. */
    interface Progress {
        void read(long records, long ofRecords);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private long unreadable;

    ClickLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_MILLIS),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topic.CLICKS.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /** Reads what is there now; {@code to} itself is no longer read. */
    void read(@Nullable Instant from, @Nullable Instant to, Consumer<Event<?>> clicks, Progress progress) {
        var starts = starts(from);
        starts.forEach(consumer::seek);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (arrived(record, from, to) && record.offset() < end(record)) take(record, clicks);
            }
            progress.read(behind(starts), sum(ends) - sum(starts));
        }
    }

    /** Records that are no click; they lie among the dead letters as well. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static boolean arrived(ConsumerRecord<?, ?> record, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || record.timestamp() >= from.toEpochMilli())
                && (to == null || record.timestamp() < to.toEpochMilli());
    }

    private void take(ConsumerRecord<String, byte[]> record, Consumer<Event<?>> clicks) {
        try {
            var event = KafkaEvents.fromRecord(record);
            if (event.data() instanceof ClickRecorded) clicks.accept(event);
        } catch (UnreadableEvent broken) {
            unreadable++;
        }
    }

    private Map<TopicPartition, Long> starts(@Nullable Instant from) {
        var starts = new HashMap<>(consumer.beginningOffsets(partitions));
        if (from == null) return starts;
        var times = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> from.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) -> starts.put(partition, found == null ? end(partition) : found.offset()));
        return starts;
    }

    private long behind(Map<TopicPartition, Long> starts) {
        return partitions.stream()
                .mapToLong(partition ->
                        Math.min(consumer.position(partition), end(partition)) - starts.getOrDefault(partition, 0L))
                .sum();
    }

    private long end(ConsumerRecord<?, ?> record) {
        return end(new TopicPartition(record.topic(), record.partition()));
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
