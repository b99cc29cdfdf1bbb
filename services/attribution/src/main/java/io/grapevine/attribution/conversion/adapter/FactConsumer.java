package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.consume.CaughtUp;
import io.grapevine.events.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings what people did to the decision. */
@ApplicationScoped
class FactConsumer {

    private final BatchConsumer consumer;
    private final CaughtUp caughtUp;
    private final AttributeConversions attributeConversions;

    FactConsumer(BatchConsumer consumer, CaughtUp caughtUp, AttributeConversions attributeConversions) {
        this.consumer = consumer;
        this.caughtUp = caughtUp;
        this.attributeConversions = attributeConversions;
    }

    @Incoming("facts")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return caughtUp.on("attribution.definitions", Topic.PROGRAMS, Topic.LINKS)
                .chain(() -> consumer.consume(batch, attributeConversions::onFacts));
    }
}
