package io.grapevine.chassis.consume;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Hands on as one batch what the log brought while the batch before was handled. Otherwise the connector polls ahead into a queue
 * of batches as small as they came, and a transaction of three events costs nearly as much as one of fifty.
 */
@ApplicationScoped
class MergedBatches implements PublisherDecorator {

    /** Then the connector is asked for no more until the batch before is done; what it polled by then adds at most as much again. */
    static final int ENOUGH_RECORDS = 2_000;

    /** Before the decorator that brings each message to its own context. */
    @Override
    public int getPriority() {
        return -1;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector ? new Merging(publisher) : publisher;
    }

    private static final class Merging extends AbstractMultiOperator<Message<?>, Message<?>> {

        Merging(Multi<? extends Message<?>> upstream) {
            super(upstream);
        }

        @Override
        public void subscribe(MultiSubscriber<? super Message<?>> downstream) {
            upstream.subscribe(new Merger(downstream));
        }
    }

    /** Signals come one at a time; demand may come from any thread, which is why all work is done in {@link #drain}. */
    private static final class Merger extends MultiOperatorProcessor<Message<?>, Message<?>> {

        private final Queue<Message<?>> waiting = new ArrayDeque<>();
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private int records;
        private boolean asked;

        Merger(MultiSubscriber<? super Message<?>> downstream) {
            super(downstream);
        }

        @Override
        public void onItem(Message<?> batch) {
            synchronized (waiting) {
                waiting.add(batch);
                records += recordsOf(batch).count();
                asked = false;
            }
            drain();
        }

        @Override
        public void request(long batches) {
            demand.getAndAccumulate(batches, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            drain();
        }

        private void drain() {
            if (work.getAndIncrement() != 0) return;
            int done = 1;
            do {
                if (demand.get() > 0) {
                    var batches = take();
                    if (!batches.isEmpty()) {
                        if (demand.get() != Long.MAX_VALUE) demand.decrementAndGet();
                        super.onItem(merged(batches));
                    }
                }
                if (wantsMore()) super.request(1);
                done = work.addAndGet(-done);
            } while (done != 0);
        }

        private List<Message<?>> take() {
            synchronized (waiting) {
                var taken = List.copyOf(waiting);
                waiting.clear();
                records = 0;
                return taken;
            }
        }

        private boolean wantsMore() {
            synchronized (waiting) {
                if (asked || records >= ENOUGH_RECORDS) return false;
                asked = true;
                return true;
            }
        }
    }

    private static Message<?> merged(List<Message<?>> batches) {
        if (batches.size() == 1) return batches.getFirst();
        var last = batches.getLast();
        var channel = metadata(last);
        var merged = new IncomingKafkaRecordBatchMetadata<>(
                inOrder(batches),
                channel.getChannel(),
                channel.getConsumerIndex(),
                channel.getOffsets(),
                channel.getConsumerGroupGenerationId());
        return Message.of(
                last.getPayload(),
                last.getMetadata().with(merged),
                () -> all(batches, Message::ack),
                failure -> all(batches, batch -> batch.nack(failure)));
    }

    private static CompletionStage<Void> all(
            List<Message<?>> batches, Function<Message<?>, CompletionStage<Void>> answer) {
        return CompletableFuture.allOf(batches.stream()
                .map(batch -> answer.apply(batch).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static ConsumerRecords<Object, Object> inOrder(List<Message<?>> batches) {
        var merged = new HashMap<TopicPartition, List<ConsumerRecord<Object, Object>>>();
        for (var batch : batches) {
            var records = recordsOf(batch);
            for (var partition : records.partitions())
                merged.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(records.records(partition));
        }
        return new ConsumerRecords<>(merged, Map.of());
    }

    private static ConsumerRecords<Object, Object> recordsOf(Message<?> batch) {
        return metadata(batch).getRecords();
    }

    @SuppressWarnings("unchecked") // what the log holds is the consumers' to know
    private static IncomingKafkaRecordBatchMetadata<Object, Object> metadata(Message<?> batch) {
        return batch.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .orElseThrow(
                        () -> new IllegalStateException("channels of the log bring batches: batch=true is missing"));
    }
}
