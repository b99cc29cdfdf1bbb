package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.StreamSupport;
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
                .filter(record -> !AskedFor.isRedirect(record))
                .toList();
        return consumer.consume(askedFor, (session, tenantId, events) -> history.save(session, events));
    }
}
