package io.grapevine.local.infrastructure;

import io.grapevine.events.Topic;
import io.grapevine.local.child.StartFailed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the log as one broker keeps them. */
public final class LogTopics {

    private static final short ONE_REPLICA = 1;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private LogTopics() {}

    /** Every topic and its dead letters. */
    public static List<NewTopic> all() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(
                        new NewTopic(topic.topicName(), Topic.PARTITIONS, ONE_REPLICA)
                                .configs(topic.kept().configuration()),
                        new NewTopic(topic.deadLetterTopicName(), Topic.DEAD_LETTER_PARTITIONS, ONE_REPLICA)
                                .configs(Topic.Kept.NINETY_DAYS.configuration())))
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
}
