package io.grapevine.chassis.consume;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits what was handled every so often, all partitions in one request. The connector's own {@code latest} sends one request
 * per partition of every batch, one after the other, and the next batch waits for them; its {@code throttled} hands a
 * partition's first record on late.
 *
 * <p>An instance that is killed between two commits leaves a little more to be delivered again; handlers know what they have seen.
 */
final class GatheredCommits implements KafkaCommitHandler {

    /** Selected by {@code commit-strategy=gathered}. */
    @ApplicationScoped
    @Identifier("gathered")
    static class Factory implements KafkaCommitHandler.Factory {
        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration configuration,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> failures) {
            return new GatheredCommits(configuration.getChannel(), vertx, consumer);
        }
    }

    private static final Logger LOG = Logger.getLogger(GatheredCommits.class);
    /** Four requests a second at most; lag as the broker shows it is older by this much. */
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** A shutdown or a rebalance waits no longer for a broker that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String channel;
    private final Vertx vertx;
    private final KafkaConsumer<?, ?> consumer;
    private final HandledOffsets offsets = new HandledOffsets();
    private final long timer;

    private GatheredCommits(String channel, Vertx vertx, KafkaConsumer<?, ?> consumer) {
        this.channel = channel;
        this.vertx = vertx;
        this.consumer = consumer;
        this.timer = vertx.setPeriodic(INTERVAL.toMillis(), _ -> commit());
    }

    /** The connector acknowledges a batch by the last record of each partition; batches of a channel end in their order. */
    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> last) {
        offsets.handled(new TopicPartition(last.getTopic(), last.getPartition()), last.getOffset());
        return Uni.createFrom().voidItem();
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        offsets.assigned(partitions);
    }

    /** Called on the polling thread, before another instance may read the partitions. */
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        var last = offsets.leave(partitions);
        if (last.isEmpty()) return;
        try {
            consumer.unwrap().commitSync(last, PATIENCE);
        } catch (KafkaException refused) {
            LOG.infof("%s: revoked partitions are read again from an earlier offset: %s", channel, refused.toString());
        }
    }

    @Override
    public void terminate(boolean graceful) {
        vertx.cancelTimer(timer);
        var last = offsets.take();
        if (last.isEmpty()) return;
        try {
            consumer.commit(last).await().atMost(PATIENCE);
        } catch (RuntimeException refused) {
            LOG.infof("%s: the last batches will be delivered again: %s", channel, refused.toString());
        }
    }

    private void commit() {
        var handled = offsets.take();
        if (handled.isEmpty()) return;
        consumer.commitAsync(handled).subscribe().with(_ -> {}, refused -> {
            LOG.debugf("%s: offsets are committed with the next: %s", channel, refused.toString());
            offsets.giveBack(handled);
        });
    }
}
