package io.grapevine.local.infrastructure;

import io.grapevine.events.Topic;
import io.grapevine.local.child.StartFailed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the log as one broker keeps them. */
public final class LogTopics {

    /** As many consumers as a machine may want; more would only cost start-up time. */
    public static final int PARTITIONS = 6;

    /** Dead letters are rare and read by people: one order of them is worth more than width. */
    public static final int DEAD_LETTER_PARTITIONS = 1;

    private static final short ONE_REPLICA = 1;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private LogTopics() {}

    /** Every topic and its dead letters. */
    public static List<NewTopic> all() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(
                        new NewTopic(topic.topicName(), PARTITIONS, ONE_REPLICA).configs(kept(topic.kept())),
                        new NewTopic(topic.deadLetterTopicName(), DEAD_LETTER_PARTITIONS, ONE_REPLICA)
                                .configs(kept(Topic.Kept.NINETY_DAYS))))
                .toList();
    }

    /** May run at every start, and beside another that does the same. */
    public static void createMissing(Admin admin) {
        try {
            var existing = admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            create(admin, existing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailed("the broker would not create the topics", e);
        }
    }

    private static void create(Admin admin, Set<String> existing)
            throws InterruptedException, ExecutionException, TimeoutException {
        var missing =
                all().stream().filter(topic -> !existing.contains(topic.name())).toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                var _ = created.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) throw e;
            }
        }
    }

    private static Map<String, String> kept(Topic.Kept kept) {
        return switch (kept) {
            case FOR_EVER -> retention("-1");
            case NINETY_DAYS -> retention(Long.toString(Duration.ofDays(90).toMillis()));
            case THIRTY_DAYS -> retention(Long.toString(Duration.ofDays(30).toMillis()));
            case COMPACTED -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        };
    }

    private static Map<String, String> retention(String millis) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                millis);
    }
}
