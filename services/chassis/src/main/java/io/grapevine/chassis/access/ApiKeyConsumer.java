package io.grapevine.chassis.access;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes keys over from the log. */
@ApplicationScoped
class ApiKeyConsumer {

    private final BatchConsumer consumer;
    private final ApiKeys keys;

    ApiKeyConsumer(BatchConsumer consumer, ApiKeys keys) {
        this.consumer = consumer;
        this.keys = keys;
    }

    @Incoming("api-keys")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, this::save);
    }

    private Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var published = events.stream()
                .map(Event::data)
                .filter(ApiKeyPublished.class::isInstance)
                .map(ApiKeyPublished.class::cast)
                .toList();
        return keys.save(session, tenantId, published);
    }
}
