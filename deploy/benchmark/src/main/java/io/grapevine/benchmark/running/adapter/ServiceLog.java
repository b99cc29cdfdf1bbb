package io.grapevine.benchmark.running.adapter;

import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log as one service meets it: events are put on it, read off it plainly, and the service's place on it is watched. */
public final class ServiceLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final double NANOS = 1e9;

    private final String kafka;
    private final String service;
    private final List<String> topics;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    /** @param topics that the service reads and the benchmark writes */
    public ServiceLog(String kafka, String service, List<Topic> topics) {
        this.kafka = kafka;
        this.service = service;
        this.topics = topics.stream().map(Topic::topicName).toList();
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** Where the partitions of the topics end. */
    public record Ends(Map<TopicPartition, Long> offsets) {}

    public void append(Stream<? extends Event<?>> events) {
        events.forEach(event -> producer.send(KafkaEvents.toRecord(event)));
        producer.flush();
    }

    public Ends ends() {
        var described = answer(admin.describeTopics(topics).allTopicNames()).values();
        var latest = described.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var ends = answer(admin.listOffsets(latest).all());
        return new Ends(ends.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset())));
    }

    /** Waits until the service has committed everything up to these ends. */
    public void awaitRead(Ends ends, Duration limit) {
        long giveUpAt = System.nanoTime() + limit.toNanos();
        while (!isRead(ends)) {
            if (System.nanoTime() > giveUpAt)
                throw new IllegalStateException(service + " has not read everything within " + limit);
            Pause.of(LOOK_EVERY);
        }
    }

    private boolean isRead(Ends ends) {
        var positions = positions();
        return ends.offsets().entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Records per second that a consumer reads that does nothing with them. */
    public double readPlainly(Ends from, Ends to) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            var left = new HashMap<TopicPartition, Long>();
            to.offsets().forEach((partition, end) -> {
                long number = end - from.offsets().getOrDefault(partition, 0L);
                if (number > 0) left.put(partition, number);
            });
            consumer.assign(left.keySet());
            left.keySet()
                    .forEach(
                            partition -> consumer.seek(partition, from.offsets().getOrDefault(partition, 0L)));
            long records = left.values().stream().mapToLong(Long::longValue).sum();
            long read = 0;
            long began = System.nanoTime();
            while (read < records) read += consumer.poll(POLL).count();
            return records * NANOS / (System.nanoTime() - began);
        }
    }

    private Map<TopicPartition, Long> positions() {
        var positions = new HashMap<TopicPartition, Long>();
        for (var group : answer(admin.listGroups().all())) {
            if (!group.groupId().startsWith(service + ".")) continue;
            answer(admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata())
                    .forEach((partition, read) -> {
                        // Of several groups that read it, the one behind counts.
                        if (read != null) positions.merge(partition, read.offset(), Math::min);
                    });
        }
        return positions;
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(1));
    }
}
