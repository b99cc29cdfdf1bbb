package io.grapevine.testkit.log;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The log as a test sees it: it says what neighbours say, and reads what the service under test published. */
public final class TestLog {

    static final String BOOTSTRAP = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private TestLog() {}

    /** Appends the events in order and returns once the broker has them. */
    public static void append(Collection<? extends Event<?>> events) {
        appendRecords(events.stream().map(KafkaEvents::toRecord).toList());
    }

    public static void append(Event<?>... events) {
        append(List.of(events));
    }

    /** Appends raw records, poison included. */
    public static void appendRecords(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", BOOTSTRAP, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker did not take the test's records", e);
        }
    }

    /** Everything of a tenant that the topic holds now, oldest first within a key. */
    public static List<Event<?>> read(Topic topic, String tenantId) {
        return records(topic.topicName(), tenantId).stream()
                .<Event<?>>map(KafkaEvents::fromRecord)
                .toList();
    }

    /** What a tenant's records on a topic have in a header, where they have it. */
    public static List<String> headers(Topic topic, String tenantId, String name) {
        return records(topic.topicName(), tenantId).stream()
                .map(record -> header(record, name))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Ids and reasons of a tenant's records that a consumer of the topic refused. */
    public static List<String> deadLetters(Topic topic, String tenantId) {
        return records(topic.deadLetterTopicName(), tenantId).stream()
                .map(record -> header(record, "ce_id") + ": " + header(record, "dlq-reason"))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String tenantId) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", BOOTSTRAP),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                for (var record : consumer.poll(POLL))
                    if (header(record, KafkaEvents.TENANT_ID).equals(tenantId)) records.add(record);
        }
        return records;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return KafkaEvents.optional(record.headers(), name).orElse("");
    }

    /** The data of a tenant's events on a topic, those of one type. */
    public static <T extends EventData> List<T> read(Topic topic, String tenantId, Class<T> type) {
        return read(topic, tenantId).stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Publishes a key of a tenant on the log, as the programs service would; the key's text is the given word. */
    public static void publishKey(String tenantId, String key, ApiKeyPublished.Kind kind) {
        publishKey(tenantId, key, kind, null);
    }

    /** The same for a key that a person holds. */
    public static void publishKey(String tenantId, String key, ApiKeyPublished.Kind kind, @Nullable String person) {
        var data = new ApiKeyPublished(
                sha256(key),
                Objects.requireNonNull(key).substring(0, Math.min(8, key.length())),
                kind,
                List.of(),
                List.of(),
                null,
                person);
        append(Event.stated(tenantId, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
