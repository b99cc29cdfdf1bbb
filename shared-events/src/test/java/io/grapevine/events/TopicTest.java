package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void economicFactsAreKeptForEver() {
        assertThat(Topic.CONVERSIONS.kept().configuration())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
    }

    @Test
    void definitionsAreCompactedAndHaveNoRetention() {
        assertThat(Topic.PROGRAMS.kept().configuration()).isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    @Test
    void reportsAreForgottenAfterTheirTime() {
        assertThat(Topic.REJECTIONS.kept().configuration()).containsEntry("retention.ms", "7776000000");
        assertThat(Topic.ALERTS.kept().configuration()).containsEntry("retention.ms", "2592000000");
    }

    @Test
    void refusedRecordsGoBesideTheirTopic() {
        assertThat(Topic.CLICKS.deadLetterTopicName()).isEqualTo("grapevine.clicks.dlq");
    }
}
