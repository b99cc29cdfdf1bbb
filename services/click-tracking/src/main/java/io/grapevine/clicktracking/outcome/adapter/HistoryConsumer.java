package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.events.KafkaEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads our own topics and the decisions back, so that clients can ask what became of an event. */
@ApplicationScoped
class HistoryConsumer {

    private final BatchConsumer consumer;
    private final History history;

    HistoryConsumer(BatchConsumer consumer, History history) {
        this.consumer = consumer;
        this.history = history;
    }

    @Incoming("history")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        var askedFor = StreamSupport.stream(batch.spliterator(), false)
                .filter(record -> !isRedirect(record))
                .toList();
        return consumer.consume(askedFor, (session, tenantId, events) -> history.save(session, events));
    }

    /** A redirect's click has an id that nobody outside knows; most of the traffic is put aside without being read. */
    private static boolean isRedirect(ConsumerRecord<String, byte[]> record) {
        return KafkaEvents.optional(record.headers(), KafkaEvents.SOURCE)
                .filter(EventReader.REDIRECT_SOURCE::equals)
                .isPresent();
    }
}
