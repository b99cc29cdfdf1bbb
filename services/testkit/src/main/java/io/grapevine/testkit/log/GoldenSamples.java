package io.grapevine.testkit.log;

import static org.awaitility.Awaitility.await;

import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import io.grapevine.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;

/** The contract's golden samples, put before the service under test: it must take every one that its topics can carry. */
public final class GoldenSamples {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private GoldenSamples() {}

    /** The sample of a type as its record. */
    public static EventData of(EventType type) {
        try (var json = GoldenSamples.class.getResourceAsStream("/samples/" + type.wireName() + ".json")) {
            if (json == null) throw new IllegalStateException("no golden sample of " + type.wireName());
            return EventJson.read(type, json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends the samples of these topics under a tenant of their own, waits until every consumer group of the service
     * ({@code <service>.<channel>}) has committed them, and answers those that ended in the dead letters.
     */
    public static List<String> deadLetteredOf(Topic... topics) {
        var tenant = "samples-" + UUID.randomUUID();
        var wanted = Set.of(topics);
        TestLog.append(Arrays.stream(EventType.values())
                .filter(type -> wanted.contains(type.topic()))
                .map(type -> Event.stated(tenant, type.wireName(), "samples", Instant.now(), null, of(type)))
                .toList());
        awaitConsumed(wanted);
        return Arrays.stream(topics)
                .flatMap(topic -> TestLog.deadLetters(topic, tenant).stream())
                .toList();
    }

    private static void awaitConsumed(Set<Topic> topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestLog.BOOTSTRAP))) {
            var ends = ends(admin, topics);
            await().atMost(PATIENCE).until(() -> allConsumed(admin, ends));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot see how far the service has read", e);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<Topic> topics)
            throws InterruptedException, ExecutionException {
        var names = topics.stream().map(Topic::topicName).collect(Collectors.toSet());
        var latest = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static boolean allConsumed(Admin admin, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        for (var end : ends.entrySet()) if (!consumed(admin, end)) return false;
        return true;
    }

    private static boolean consumed(Admin admin, Map.Entry<TopicPartition, Long> end)
            throws InterruptedException, ExecutionException {
        var service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
        for (var group : admin.listGroups().all().get()) {
            if (!group.groupId().startsWith(service + ".")) continue;
            var read = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(end.getKey());
            if (read != null && read.offset() >= end.getValue()) return true;
        }
        return false;
    }
}
