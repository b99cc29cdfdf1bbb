package io.grapevine.chassis.consume;

import io.grapevine.events.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Holds the first decision back until this service has read the definitions (programs, participants, links) that stood on the
 * compacted topics when it started. What they change later is decided again, so this saves work; it is not what makes it right.
 */
@ApplicationScoped
public class CaughtUp {

    private static final Logger LOG = Logger.getLogger(CaughtUp.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String bootstrapServers;
    private final Map<String, Uni<Void>> gates = new ConcurrentHashMap<>();

    CaughtUp(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Completes once the consumer group has committed what the topics held when this was first asked. */
    public Uni<Void> on(String group, Topic... topics) {
        return gates.computeIfAbsent(
                group,
                name -> Uni.createFrom()
                        .voidItem()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> await(name, Set.of(topics)))
                        .onFailure()
                        .retry()
                        .withBackOff(PAUSE, PAUSE.multipliedBy(8))
                        .indefinitely()
                        .memoize()
                        .indefinitely());
    }

    private void await(String group, Set<Topic> topics) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var ends = ends(admin, topics);
            while (!covers(admin, group, ends)) Thread.sleep(PAUSE);
            LOG.debugf("group %s has caught up with %s", group, topics);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while catching up", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot see how far group " + group + " has read", e.getCause());
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<Topic> topics)
            throws ExecutionException, InterruptedException {
        var names = topics.stream().map(Topic::topicName).collect(Collectors.toSet());
        var latest = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static boolean covers(Admin admin, String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var read = committed.get(end.getKey());
            return end.getValue() == 0 || read != null && read.offset() >= end.getValue();
        });
    }
}
