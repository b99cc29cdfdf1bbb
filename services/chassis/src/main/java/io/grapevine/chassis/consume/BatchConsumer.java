package io.grapevine.chassis.consume;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.schema.Schema;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.UnreadableEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Carries a batch from the log into the database: one transaction per tenant, in the order of the log. The Uni completes when
 * every record is committed or dead-lettered, and only then does the connector commit the offsets.
 *
 * <p>A second delivery reaches the handler again: it must know what it has seen (inbox, unique keys, revisions).
 */
@ApplicationScoped
public class BatchConsumer {

    /** What a service does with the events of one tenant, inside one transaction. */
    @FunctionalInterface
    public interface GroupHandler {
        Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events);
    }

    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Schema schema;
    private final TenantTransactions transactions;
    private final DeadLetters deadLetters;
    private final ConsumeMetrics metrics;

    BatchConsumer(Schema schema, TenantTransactions transactions, DeadLetters deadLetters, ConsumeMetrics metrics) {
        this.schema = schema;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    private record Delivery(ConsumerRecord<String, byte[]> record, Event<?> event) {}

    /** @param batch what a poll brought, or as much of it as is to be read, in the order of the log */
    public Uni<Void> consume(Iterable<ConsumerRecord<String, byte[]>> batch, GroupHandler handler) {
        var eventLoop = EventLoop.current();
        // An event that meets a missing table would look like one that cannot be handled, and go to the dead letters.
        return schema.present().chain(() -> take(batch, handler, eventLoop));
    }

    private Uni<Void> take(Iterable<ConsumerRecord<String, byte[]>> batch, GroupHandler handler, Executor eventLoop) {
        var groups = new LinkedHashMap<String, List<Delivery>>();
        var refused = new ArrayList<Uni<Void>>();
        for (var record : batch) {
            if (record.value() == null) continue; // a tombstone says nothing but that there is nothing to read
            try {
                var event = KafkaEvents.fromRecord(record);
                groups.computeIfAbsent(event.tenantId(), tenant -> new ArrayList<>())
                        .add(new Delivery(record, event));
            } catch (UnreadableEvent | IllegalArgumentException unreadable) {
                refused.add(deadLetters.put(record, unreadable));
            }
        }
        return Multi.createFrom()
                .iterable(groups.values())
                .onItem()
                .transformToUniAndConcatenate(group -> commit(group, handler, eventLoop))
                .collect()
                .last()
                .chain(() -> refused.isEmpty()
                        ? done()
                        : Uni.join().all(refused).andFailFast().replaceWithVoid());
    }

    /** One transaction; broken infrastructure is waited for, a group that cannot be handled is halved until the culprit stands alone. */
    private Uni<Void> commit(List<Delivery> group, GroupHandler handler, Executor eventLoop) {
        return attempt(group, handler)
                .runSubscriptionOn(eventLoop) // a retry comes from a timer's thread
                .onFailure(Failures::willPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure ->
                        group.size() == 1 ? refuse(group.getFirst(), failure) : halve(group, handler, eventLoop));
    }

    private Uni<Void> attempt(List<Delivery> group, GroupHandler handler) {
        var first = group.getFirst().event();
        var events = group.stream().<Event<?>>map(Delivery::event).toList();
        return Uni.createFrom().deferred(() -> {
            Correlation.mark(first.tenantId(), group.size() == 1 ? first.correlationId() : null);
            return transactions
                    .inTenant(first.tenantId(), session -> handler.handle(session, first.tenantId(), events))
                    .invoke(() -> metrics.handled(group.getFirst().record().topic(), group.size()))
                    .onFailure()
                    .invoke(failure -> LOG.warnf("group of %d events failed: %s", group.size(), failure.toString()));
        });
    }

    private Uni<Void> halve(List<Delivery> group, GroupHandler handler, Executor eventLoop) {
        var middle = group.size() / 2;
        return commit(group.subList(0, middle), handler, eventLoop)
                .chain(() -> commit(group.subList(middle, group.size()), handler, eventLoop));
    }

    private Uni<Void> refuse(Delivery delivery, Throwable failure) {
        LOG.errorf(
                failure,
                "event %s of %s goes to the dead letters",
                delivery.event().id(),
                delivery.event().type());
        return deadLetters.put(delivery.record(), failure);
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
