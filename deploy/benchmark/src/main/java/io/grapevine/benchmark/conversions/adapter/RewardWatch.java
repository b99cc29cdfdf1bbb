package io.grapevine.benchmark.conversions.adapter;

import io.grapevine.benchmark.conversions.Purchases;
import io.grapevine.benchmark.running.adapter.Pause;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks at the topic of rewards as a downstream system would, and notes when each order's first reward came. */
final class RewardWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration END = Duration.ofSeconds(5);

    private final Purchases purchases;
    private final AtomicLongArray seenAt;
    private final Thread thread = new Thread(this::run, "rewards");
    private final KafkaConsumer<String, byte[]> consumer;
    private volatile boolean stopped;
    private volatile @Nullable Throwable broken;

    private RewardWatch(String kafka, Purchases purchases, int orders) {
        this.purchases = purchases;
        this.seenAt = new AtomicLongArray(orders);
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Sees every reward from now on, for orders below {@code orders}. */
    static RewardWatch start(String kafka, Purchases purchases, int orders) {
        var watch = new RewardWatch(kafka, purchases, orders);
        var topic = Topic.REWARDS.topicName();
        watch.consumer.assign(IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        watch.consumer.seekToEnd(watch.consumer.assignment());
        // Asking for the position fixes it: nothing that is sent from here on is before it.
        watch.consumer.assignment().forEach(watch.consumer::position);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!stopped) {
                for (var record : consumer.poll(POLL)) note(record, System.nanoTime());
            }
        } catch (RuntimeException | LinkageError e) {
            // A watch that sees nothing must not be taken for a system that rewards nothing.
            broken = e;
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, long now) {
        if (!(KafkaEvents.fromRecord(record).data() instanceof RewardChanged reward) || reward.orderId() == null)
            return;
        var order = purchases.numberOf(reward.orderId());
        if (order.isPresent()) {
            // Later states of the same reward change nothing.
            var _ = seenAt.compareAndSet(order.getAsInt(), 0, now);
        }
    }

    /** Waits until every order of a range has its reward; returns how many still have none when the limit is over. */
    long await(int from, int to, Duration limit) {
        var giveUpAt = Instant.now().plus(limit);
        long missing = missing(from, to);
        while (missing > 0 && Instant.now().isBefore(giveUpAt)) {
            if (broken != null) throw new IllegalStateException("the rewards cannot be read", broken);
            Pause.of(LOOK_EVERY);
            missing = missing(from, to);
        }
        return missing;
    }

    private long missing(int from, int to) {
        return IntStream.range(from, to).filter(order -> seenAt.get(order) == 0).count();
    }

    /** As of {@link System#nanoTime}; 0 if it has not come. */
    long seenAt(int order) {
        return seenAt.get(order);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            if (thread.join(END)) consumer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
