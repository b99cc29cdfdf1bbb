package io.grapevine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.GoldenSamples;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class GoldenSamplesIT {

    @Test
    void everyGoldenSampleOfTheTopicsReadHereIsTaken() {
        assertThat(GoldenSamples.deadLetteredOf(
                        Topic.REWARDS, Topic.ATTRIBUTIONS, Topic.ALERTS, Topic.PARTICIPANTS, Topic.KEYS))
                .isEmpty();
    }
}
