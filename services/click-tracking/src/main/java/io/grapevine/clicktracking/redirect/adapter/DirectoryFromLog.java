package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.chassis.schema.Schema;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.TenantPublished;
import io.grapevine.events.Topic;
import io.grapevine.events.UnreadableEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * An edge that starts while PostgreSQL is away knows nothing: its memory is empty and its tables are out of reach. The log holds
 * all of it, so links, host names and keys are read from there, from the beginning, and followed until the tables are there. It
 * belongs to no consumer group: what it reads is read again, into the tables, by {@link DirectoryConsumer}.
 */
@ApplicationScoped
class DirectoryFromLog {

    private static final Logger LOG = Logger.getLogger(DirectoryFromLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Schema schema;
    private final Links links;
    private final Sites sites;
    private final ApiKeys keys;
    private final String bootstrapServers;
    private final Thread thread =
            Thread.ofPlatform().name("directory-from-log").daemon().unstarted(this::run);
    /** Tenants and keys by record key: an older record (a key since revoked) must not count, not even for a moment. */
    private final Map<String, Event<?>> latest = new HashMap<>();

    private volatile boolean stopped;

    DirectoryFromLog(
            Schema schema,
            Links links,
            Sites sites,
            ApiKeys keys,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.schema = schema;
        this.links = links;
        this.sites = sites;
        this.keys = keys;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent started) {
        if (!schema.isPresent()) thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        thread.join(PAUSE);
    }

    private boolean isNeeded() {
        return !stopped && !schema.isPresent();
    }

    private void run() {
        while (isNeeded()) {
            try (var consumer = consumer()) {
                follow(consumer);
            } catch (KafkaException unreachable) {
                LOG.warnf("neither the tables nor the log can be read, trying again in %s: %s", PAUSE, unreachable);
                if (!paused()) return;
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        var tenants = partitions(consumer, Topic.TENANTS);
        var all = new ArrayList<>(tenants);
        all.addAll(partitions(consumer, Topic.LINKS));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        var ends = consumer.endOffsets(tenants);
        LOG.info("links, hosts and keys are read from the log until PostgreSQL answers");
        while (isNeeded()) {
            for (var record : consumer.poll(POLL)) take(record);
            if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()))
                rememberLatest();
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            latest.remove(record.key());
            return;
        }
        try {
            var event = KafkaEvents.fromRecord(record);
            if (event.data() instanceof LinkPublished link) links.remember(event.tenantId(), link);
            else latest.put(record.key(), event);
        } catch (UnreadableEvent | IllegalArgumentException unreadable) {
            // The consumer that fills the tables puts it among the dead letters.
            LOG.debugf("%s-%d@%d cannot be read", record.topic(), record.partition(), record.offset());
        }
    }

    private void rememberLatest() {
        latest.values().forEach(this::remember);
        latest.clear();
    }

    private void remember(Event<?> event) {
        switch (event.data()) {
            case TenantPublished tenant -> sites.remember(event.tenantId(), tenant);
            case ApiKeyPublished key -> keys.remember(event.tenantId(), key);
            default -> {}
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
