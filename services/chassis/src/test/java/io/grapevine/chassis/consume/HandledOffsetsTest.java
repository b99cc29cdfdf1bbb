package io.grapevine.chassis.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HandledOffsetsTest {

    private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
    private static final TopicPartition SHARES = new TopicPartition("shares", 0);

    private final HandledOffsets offsets = new HandledOffsets();

    @Test
    void theOffsetCommittedIsTheNextToReadAndIsHandedOutOnce() {
        offsets.assigned(List.of(CLICKS));
        offsets.handled(CLICKS, 6);
        offsets.handled(CLICKS, 7);

        assertThat(offsets.take()).isEqualTo(Map.of(CLICKS, at(8)));
        assertThat(offsets.take()).isEmpty();
    }

    @Test
    void ofAPartitionNotAssignedHereNothingIsCommitted() {
        offsets.assigned(List.of(CLICKS));
        offsets.handled(SHARES, 7);

        assertThat(offsets.take()).isEmpty();
    }

    @Test
    void whatCouldNotBeCommittedComesWithTheNextUnlessMoreWasHandled() {
        offsets.assigned(List.of(CLICKS, SHARES));
        offsets.handled(CLICKS, 7);
        offsets.handled(SHARES, 3);
        var refused = offsets.take();
        offsets.handled(CLICKS, 9);

        offsets.giveBack(refused);

        assertThat(offsets.take()).isEqualTo(Map.of(CLICKS, at(10), SHARES, at(4)));
    }

    @Test
    void aPartitionThatLeavesIsCommittedByItselfAndForgotten() {
        offsets.assigned(List.of(CLICKS, SHARES));
        offsets.handled(CLICKS, 7);
        offsets.handled(SHARES, 3);

        assertThat(offsets.leave(List.of(CLICKS))).isEqualTo(Map.of(CLICKS, at(8)));

        offsets.handled(CLICKS, 8);
        offsets.giveBack(Map.of(CLICKS, at(5)));
        assertThat(offsets.take()).isEqualTo(Map.of(SHARES, at(4)));
    }

    @Test
    void aPartitionThatComesBackIsCommittedAgain() {
        offsets.assigned(List.of(CLICKS));
        assertThat(offsets.leave(List.of(CLICKS))).isEmpty();
        offsets.assigned(List.of(CLICKS));
        offsets.handled(CLICKS, 20);

        assertThat(offsets.take()).isEqualTo(Map.of(CLICKS, at(21)));
    }

    private static OffsetAndMetadata at(long offset) {
        return new OffsetAndMetadata(offset);
    }
}
