package io.grapevine.chassis.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class MergedBatchesTest {

    private final UnicastProcessor<Message<?>> log = UnicastProcessor.create();
    private final List<String> answers = new ArrayList<>();

    @Test
    void aBatchIsHandedOnAtOnceWhileNothingIsInHand() {
        var handled = subscribe(1);

        log.onNext(batch("clicks", 0, 1));

        assertThat(offsets(handled)).containsExactly(List.of("clicks:0", "clicks:1"));
    }

    @Test
    void whatComesMeanwhileIsOneBatchInTheOrderOfEachPartition() {
        var handled = subscribe(1);
        log.onNext(batch("clicks", 0));
        log.onNext(batch("clicks", 1, 2));
        log.onNext(batch("shares", 5));
        log.onNext(batch("clicks", 3));

        handled.request(1);

        assertThat(offsets(handled)).hasSize(2);
        assertThat(offsets(handled).get(1))
                .containsExactlyInAnyOrder("clicks:1", "clicks:2", "clicks:3", "shares:5")
                .containsSubsequence("clicks:1", "clicks:2", "clicks:3");
    }

    @Test
    void anAnswerToTheOneIsAnAnswerToAllInItInTheirOrder() {
        var handled = subscribe(1);
        log.onNext(batch("clicks", 0));
        log.onNext(batch("clicks", 1));
        log.onNext(batch("clicks", 2));
        handled.request(1);

        assertThat(handled.getItems().get(1).ack()).isCompleted();
        assertThat(handled.getItems().get(1).nack(new IllegalStateException("broken")))
                .isCompleted();

        assertThat(answers).containsExactly("ack 1", "ack 2", "nack 1 broken", "nack 2 broken");
    }

    @Test
    void theLogIsAskedForNoMoreOnceEnoughWaits() {
        var asked = new ArrayList<Long>();
        var handled = decorated(log.onRequest().invoke(asked::add))
                .subscribe()
                .withSubscriber(AssertSubscriber.<Message<?>>create(1));
        log.onNext(batch("clicks", 0));
        assertThat(asked).containsExactly(1L, 1L);

        log.onNext(batch(
                "clicks", LongStream.range(1, MergedBatches.ENOUGH_RECORDS).toArray()));
        assertThat(asked).containsExactly(1L, 1L, 1L);
        log.onNext(batch("clicks", MergedBatches.ENOUGH_RECORDS));
        assertThat(asked).containsExactly(1L, 1L, 1L);

        handled.request(1);
        assertThat(asked).containsExactly(1L, 1L, 1L, 1L);
        assertThat(offsets(handled).get(1)).hasSize(MergedBatches.ENOUGH_RECORDS);
    }

    @Test
    void theLogsFailureAndEndAreHandedOn() {
        var handled = subscribe(1);
        log.onNext(batch("clicks", 0));
        log.onError(new IllegalStateException("gone"));

        handled.assertFailedWith(IllegalStateException.class, "gone");
    }

    @Test
    void channelsInsideTheServiceStayAsTheyAre() {
        assertThat(new MergedBatches().decorate(log, List.of("inside"), false)).isSameAs(log);
    }

    private AssertSubscriber<Message<?>> subscribe(long demand) {
        return decorated(log).subscribe().withSubscriber(AssertSubscriber.<Message<?>>create(demand));
    }

    @SuppressWarnings("unchecked")
    private static Multi<Message<?>> decorated(Multi<Message<?>> log) {
        return (Multi<Message<?>>) new MergedBatches().decorate(log, List.of("facts"), true);
    }

    private Message<?> batch(String topic, long... offsets) {
        var partition = new TopicPartition(topic, 0);
        var records = new ConsumerRecords<Object, Object>(
                Map.of(
                        partition,
                        LongStream.of(offsets)
                                .mapToObj(
                                        offset -> new ConsumerRecord<Object, Object>(topic, 0, offset, "key", "value"))
                                .toList()),
                Map.of());
        return Message.of(
                List.of(),
                Metadata.of(new IncomingKafkaRecordBatchMetadata<>(records, "facts", Map.of())),
                () -> answer("ack " + offsets[0]),
                failure -> answer("nack " + offsets[0] + " " + failure.getMessage()));
    }

    private CompletableFuture<Void> answer(String answer) {
        answers.add(answer);
        return CompletableFuture.completedFuture(null);
    }

    private static List<List<String>> offsets(AssertSubscriber<Message<?>> handled) {
        return handled.getItems().stream()
                .map(message -> message.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                        .orElseThrow()
                        .getRecords())
                .map(MergedBatchesTest::offsets)
                .toList();
    }

    private static List<String> offsets(ConsumerRecords<?, ?> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(record -> record.topic() + ":" + record.offset())
                .toList();
    }
}
