package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.TenantPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes links and host names over from the log: into the table, then into memory and Redis. */
@ApplicationScoped
class DirectoryConsumer {

    private final BatchConsumer consumer;
    private final Links links;
    private final Sites sites;

    DirectoryConsumer(BatchConsumer consumer, Links links, Sites sites) {
        this.consumer = consumer;
        this.links = links;
        this.sites = sites;
    }

    @Incoming("directory")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        var saved = new ArrayList<Event<?>>();
        return consumer.consume(batch, (session, tenantId, events) -> {
                    saved.addAll(events);
                    return save(session, tenantId, events);
                })
                .invoke(() -> saved.forEach(this::remember));
    }

    private Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        return links.save(session, tenantId, only(events, LinkPublished.class))
                .chain(() -> sites.save(session, tenantId, only(events, TenantPublished.class)));
    }

    private void remember(Event<?> event) {
        switch (event.data()) {
            case LinkPublished link -> links.remember(event.tenantId(), link);
            case TenantPublished tenant -> sites.remember(event.tenantId(), tenant);
            default -> {}
        }
    }

    private static <T extends EventData> List<T> only(List<Event<?>> events, Class<T> type) {
        return events.stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
