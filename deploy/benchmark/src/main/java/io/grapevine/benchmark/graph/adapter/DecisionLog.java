package io.grapevine.benchmark.graph.adapter;

import io.grapevine.benchmark.graph.PlantedTree;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.Explanation;
import io.grapevine.events.KafkaEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Decisions as attribution tells them: who brought whom. */
final class DecisionLog implements AutoCloseable {

    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Explanation PLAIN = new Explanation("touch", null, null, null, null, null, List.of());

    private final KafkaProducer<String, byte[]> producer;

    DecisionLog(String kafka) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sign-ups of these people, each brought by the advocate that the planted tree gives them. */
    void append(String program, int from, int to) {
        IntStream.range(from, to).forEach(person -> producer.send(KafkaEvents.toRecord(decided(program, person))));
        producer.flush();
    }

    private static Event<?> decided(String program, int person) {
        var advocate = Edges.id(PlantedTree.advocateOf(person));
        var id = "cnv_" + program + "_" + person;
        return Event.stated(
                "demo",
                id,
                "bench",
                AT,
                null,
                new ConversionDecided(
                        id,
                        1,
                        program,
                        1,
                        Kind.SIGNUP,
                        "evt_" + person,
                        "api",
                        Edges.id(person),
                        null,
                        null,
                        AT,
                        0,
                        null,
                        0,
                        null,
                        Outcome.ATTRIBUTED,
                        null,
                        new Advocate("par_" + advocate, advocate, "C"),
                        List.of(),
                        List.of(),
                        PLAIN));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
