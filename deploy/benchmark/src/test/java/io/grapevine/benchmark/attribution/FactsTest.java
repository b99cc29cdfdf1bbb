package io.grapevine.benchmark.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    private final Facts facts = new Facts("r", List.of("ONE", "TWO"), NOON);

    @Test
    void everyClickIsAnotherOfItsOwnMillisecond() {
        var clicks = IntStream.range(0, 1_000).mapToObj(facts::click).toList();

        assertThat(clicks.stream().map(click -> click.data().touchId()).distinct())
                .hasSize(1_000);
        assertThat(clicks.get(999).time()).isEqualTo(NOON.plusMillis(999));
        assertThat(clicks.get(999).data().touchId())
                .matches("clk_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void aVisitorClicksAFewTimes() {
        assertThat(IntStream.range(0, 8)
                        .mapToObj(number -> facts.click(number).data().visitorId()))
                .containsExactly("v-r-0", "v-r-0", "v-r-0", "v-r-0", "v-r-1", "v-r-1", "v-r-1", "v-r-1");
    }

    @Test
    void customersBuyInTurnAfterTheySignedUp() {
        assertThat(facts.purchase(7, 5).data().customerId())
                .isEqualTo(facts.signUp(2).data().customerId());
        assertThat(facts.purchase(0, 5).time()).isAfter(facts.signUp(0).time());
    }

    @Test
    void whatIsWrittenCanBeReadByAConsumer() {
        for (Event<?> fact :
                List.of(facts.click(3), facts.signUp(3), facts.purchase(3, 5), facts.guestPurchase(4, "v"))) {
            var record = KafkaEvents.toRecord(fact);
            var read = new ConsumerRecord<>(
                    record.topic(),
                    0,
                    0,
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    record.key(),
                    record.value(),
                    record.headers(),
                    Optional.empty());

            assertThat(KafkaEvents.fromRecord(read)).isEqualTo(fact);
        }
    }

    @Test
    void factsWithoutACodeAreRefused() {
        assertThatThrownBy(() -> new Facts("r", List.of(), NOON)).isInstanceOf(IllegalArgumentException.class);
    }
}
