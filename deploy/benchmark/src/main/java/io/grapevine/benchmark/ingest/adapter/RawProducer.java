package io.grapevine.benchmark.ingest.adapter;

import io.grapevine.benchmark.ingest.EventBatches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a site could do without an edge: one idempotent producer that waits for every acknowledgement. */
final class RawProducer implements AutoCloseable {

    private static final String TOPIC = "benchmark.raw";
    /** As wide as the topics of the log. */
    private static final int PARTITIONS = 6;

    private static final double NANOS = 1e9;

    private final KafkaProducer<String, byte[]> producer;

    private RawProducer(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    static RawProducer to(String kafka) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
            var _ = admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the topic " + TOPIC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a topic", e);
        }
        // Batching is left at the client's defaults, which favour throughput.
        return new RawProducer(new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    /** Sends as many events as there are to send; returns how many a second were acknowledged. */
    double send(EventBatches events, long number) {
        long began = System.nanoTime();
        var sent = new ArrayList<Future<?>>();
        for (long i = 0; i < number; i++) {
            var value = events.event(i).getBytes(StandardCharsets.US_ASCII);
            sent.add(producer.send(new ProducerRecord<>(TOPIC, "demo:" + i, value)));
        }
        try {
            for (var acknowledgement : sent) {
                var _ = acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while producing", e);
        }
        return number * NANOS / (System.nanoTime() - began);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
