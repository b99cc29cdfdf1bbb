package io.grapevine.acceptance.faults.evidence;

import io.grapevine.acceptance.running.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log as an operator sees it: how far every group has read, and every record there is. */
public final class Broker implements AutoCloseable {
    private static final int PORT = 19092;
    /** A broker that answers later than this is taken as not answering. */
    private static final int ANSWER_MILLIS = 5_000;

    private static final Duration POLL = Duration.ofMillis(500);

    private final String address;
    private final Admin admin;

    public Broker(RunningSystem system) {
        address = "127.0.0.1:" + system.portOf(PORT);
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * ANSWER_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
    }

    /** The log could not be asked. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(Throwable cause) {
            super("the broker does not answer: " + cause, cause);
        }
    }

    public String address() {
        return address;
    }

    public boolean answers() {
        try {
            return !get(admin.describeCluster().nodes()).isEmpty();
        } catch (NoAnswer notYet) {
            return false;
        }
    }

    /** Records behind each group's committed offsets, all its topics together. */
    public Map<String, Long> lags() {
        var groups = get(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        var committed = get(admin.listConsumerGroupOffsets(groups).all());
        var partitions = committed.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .distinct()
                .toList();
        var ends = ends(partitions);
        var lags = new TreeMap<String, Long>();
        committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            var read = offset == null ? 0 : offset.offset();
            lags.merge(group, Math.max(0, ends.getOrDefault(partition, 0L) - read), Long::sum);
        }));
        return lags;
    }

    /** Where every partition of the log ends now. */
    public Map<TopicPartition, Long> ends() {
        var names = get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith("grapevine."))
                .toList();
        var partitions = get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        return ends(partitions);
    }

    /** Every record from {@code starts} to where the partitions end now, in the order of each partition. */
    public List<ConsumerRecord<String, byte[]>> records(Map<TopicPartition, Long> starts) {
        var ends = ends(starts.keySet());
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = new KafkaConsumer<>(reading(), new StringDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(starts.keySet());
            starts.forEach(reader::seek);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private Properties reading() {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return settings;
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        var latest = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        get(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new NoAnswer(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", interrupted);
        }
    }
}
