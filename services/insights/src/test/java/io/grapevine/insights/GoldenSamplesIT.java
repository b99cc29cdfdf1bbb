package io.grapevine.insights;

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
                        Topic.CLICKS,
                        Topic.SHARES,
                        Topic.CONVERSIONS,
                        Topic.ATTRIBUTIONS,
                        Topic.REWARDS,
                        Topic.PROGRAMS,
                        Topic.PARTICIPANTS,
                        Topic.LINKS))
                .isEmpty();
    }
}
