package io.grapevine.warehouse;

import static org.awaitility.Awaitility.await;

import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log as the test writes it, how far the connector has read it, and what the connector refused. */
final class TestLog implements AutoCloseable {

    private static final String DEAD_LETTERS = "grapevine.warehouse.dlq";
    private static final String GROUP = "connect-grapevine-warehouse";

    private final String kafka;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    private TestLog(String kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
        this.producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Makes the topic of dead letters as well, as the README says. */
    static TestLog on(String kafka) throws InterruptedException, ExecutionException {
        var log = new TestLog(kafka);
        // Connect writes dead letters with their record's time, and retention would take the old ones at once.
        log.admin
                .createTopics(List.of(new NewTopic(DEAD_LETTERS, 1, (short) 1)
                        .configs(Map.of("retention.ms", "7776000000", "message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
        return log;
    }

    /** As if nothing had been read yet; the connector must stand still. */
    void forgetHowFarItIsRead() throws InterruptedException, ExecutionException {
        admin.deleteConsumerGroups(List.of(GROUP)).all().get();
    }

    /** Until the connector has said of every record that it is done with it. */
    void awaitNothingLeft(Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(500)).until(() -> {
            var ends = ends();
            var done = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || (done.get(end.getKey()) != null
                                    && done.get(end.getKey()).offset() == end.getValue()));
        });
    }

    private Map<TopicPartition, Long> ends() throws IOException, InterruptedException, ExecutionException {
        var ends = new HashMap<TopicPartition, Long>();
        var topics = admin.describeTopics(ShippedConnector.topics())
                .allTopicNames()
                .get()
                .values();
        for (var topic : topics)
            for (var partition : topic.partitions()) {
                var place = new TopicPartition(topic.name(), partition.partition());
                ends.put(
                        place,
                        admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                                .partitionResult(place)
                                .get()
                                .offset());
            }
        return ends;
    }

    /** Why records of the key were refused. */
    List<String> deadLetters(String keyPrefix) {
        var reasons = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(DEAD_LETTERS, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var end = consumer.endOffsets(partition).get(partition.getFirst());
            while (consumer.position(partition.getFirst()) < end)
                for (var record : consumer.poll(Duration.ofMillis(200)))
                    if (record.key() != null && record.key().startsWith(keyPrefix))
                        reasons.add(KafkaEvents.optional(record.headers(), "__connect.errors.exception.message")
                                .orElse(""));
        }
        return reasons;
    }

    void append(Event<?>... events) throws InterruptedException, ExecutionException {
        for (var event : events) producer.send(KafkaEvents.toRecord(event)).get();
    }

    @SafeVarargs
    final void send(ProducerRecord<String, byte[]>... records) throws InterruptedException, ExecutionException {
        for (var record : records) producer.send(record).get();
    }

    /** The same record but for its value. */
    static ProducerRecord<String, byte[]> withValue(Event<?> event, byte[] value) {
        var record = KafkaEvents.toRecord(event);
        return new ProducerRecord<>(record.topic(), null, record.timestamp(), record.key(), value, record.headers());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
