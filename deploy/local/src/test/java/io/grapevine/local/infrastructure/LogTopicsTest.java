package io.grapevine.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Topic;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class LogTopicsTest {

    @Test
    void everyTopicHasItsDeadLetters() {
        assertThat(LogTopics.all()).hasSize(2 * Topic.values().length);
        assertThat(topic("grapevine.clicks.dlq").configs())
                .containsEntry("retention.ms", Long.toString(90L * 24 * 60 * 60 * 1000));
    }

    @Test
    void whatIsKeptForEverIsNeverDeleted() {
        assertThat(topic("grapevine.conversions").configs())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void whatIsCompactedHasNoTimeLimit() {
        assertThat(topic("grapevine.programs").configs())
                .containsOnlyKeys("cleanup.policy")
                .containsValue("compact");
    }

    private static NewTopic topic(String name) {
        return LogTopics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
