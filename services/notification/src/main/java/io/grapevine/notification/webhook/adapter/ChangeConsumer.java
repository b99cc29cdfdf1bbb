package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes rewards, decisions and alerts from the log and wakes the dispatcher once they are committed. */
@ApplicationScoped
class ChangeConsumer {

    private final BatchConsumer consumer;
    private final TellTenant tellTenant;
    private final Dispatcher dispatcher;

    ChangeConsumer(BatchConsumer consumer, TellTenant tellTenant, Dispatcher dispatcher) {
        this.consumer = consumer;
        this.tellTenant = tellTenant;
        this.dispatcher = dispatcher;
    }

    @Incoming("changes")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, tellTenant).invoke(dispatcher::wake);
    }
}
