package io.grapevine.chassis.consume;

import io.grapevine.chassis.outbox.LogProducer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a record that cannot be handled on {@code <topic>.dlq}, as it came, with who refused it and why. A crash right after may
 * put it there twice; topic, partition and offset in the headers tell the two apart from two records.
 */
@ApplicationScoped
class DeadLetters {

    private static final String SUFFIX = ".dlq";
    // A header is for reading, not for keeping a whole stack.
    private static final int LONGEST_REASON = 500;

    private final LogProducer producer;
    private final ConsumeMetrics metrics;
    private final String consumer;

    DeadLetters(
            LogProducer producer,
            ConsumeMetrics metrics,
            @ConfigProperty(name = "quarkus.application.name") String consumer) {
        this.producer = producer;
        this.metrics = metrics;
        this.consumer = consumer;
    }

    Uni<Void> put(ConsumerRecord<String, byte[]> record, Throwable why) {
        var letter =
                new ProducerRecord<>(record.topic() + SUFFIX, null, record.key(), record.value(), record.headers());
        header(letter, "dlq-consumer", consumer);
        header(letter, "dlq-reason", shortened(why.toString()));
        header(letter, "dlq-origin", record.topic() + "-" + record.partition() + "@" + record.offset());
        metrics.deadLettered(record.topic());
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(() -> sent(letter)))
                .replaceWithVoid();
    }

    private Object sent(ProducerRecord<String, byte[]> letter) {
        try {
            return producer.send(letter).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing a dead letter", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the broker did not take a dead letter", e.getCause());
        }
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
