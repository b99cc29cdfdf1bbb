package io.grapevine.acceptance.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Tenancy;
import io.grapevine.acceptance.running.RunningSystem;
import io.grapevine.acceptance.webhook.BadReceivers.Kind;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.events.KafkaEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kills notification again and again while it tells every event to twenty endpoints, of which most are bad in one of eight ways, then mends them,
 * replays what was given up, and looks at what arrived.
 */
public final class WebhookKills {

    /** Short waits, so that a run sees what takes three days: ten attempts, dead letters, and an attempt that is over soon. */
    public static final Map<String, String> SETTINGS = Map.of(
            "GRAPEVINE_WEBHOOKS_RETRY_WAITS", "1S,1S,2S,2S,3S,3S,4S,4S,5S",
            "GRAPEVINE_WEBHOOKS_ATTEMPT_TIMEOUT", "3S");

    private static final String SERVICE = "notification";
    private static final String DATABASE = "notification";
    private static final int KAFKA_PORT = 19092;
    private static final int WELL = 4;
    private static final int OF_EACH_KIND = 2;
    private static final int HANGING = 10;
    private static final int CALM_PERCENT = 10;
    /** How soon endpoints that are well shall hear of an event while others hang (issue 6). */
    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration BETWEEN_CALM_EVENTS = Duration.ofMillis(50);
    private static final int LONGEST_BEFORE_A_KILL_MILLIS = 1_500;

    private final RunningSystem system;
    private final Stores stores;
    private final Progress progress;
    private final String tenant;
    private final Api api;
    private final SplittableRandom random = new SplittableRandom(20_000);
    private final Map<String, String> webhookIds = new LinkedHashMap<>();
    private final Map<String, Instant> toldAt = new HashMap<>();

    public WebhookKills(RunningSystem system, String tenant, Progress progress) {
        this.system = system;
        this.stores = new Stores(system);
        this.progress = progress;
        this.tenant = tenant;
        this.api = new Tenancy(new Api(system.origin(), "gv_ok_demo", PATIENCE)).enter(tenant);
    }

    /**
     * What came of it.
     *
     * @param deadLetters before the endpoints were mended
     * @param repetitions posts that came again though they had been accepted
     * @param healthyP99 from the event to its post at an endpoint that is well, while ten hang and nothing is killed
     */
    public record Outcome(
            int deliveries,
            int kills,
            long deadLetters,
            long repetitions,
            Duration healthyP99,
            List<String> complaints) {
        public Outcome {
            complaints = List.copyOf(complaints);
        }
    }

    /** @param events each is told to twenty endpoints */
    public Outcome run(int events, int kills) throws IOException {
        try (var receivers = new BadReceivers();
                var log = producer()) {
            subscribe(receivers, IntStream.range(0, WELL).mapToObj(number -> BadReceivers.name(Kind.WELL, number)));
            var p99 = calm(receivers, log, Math.max(1, events * CALM_PERCENT / 100));
            var ids = storm(log, events, kills);
            await("every delivery planned", () -> planned() == (long) ids.size() * webhookIds.size());
            // Receivers that answer, and say no, end within the short schedule; who is down is left alone for minutes.
            await("dead letters", () -> count("dead_letter") >= ids.size());
            var deadLetters = count("dead_letter");
            progress.tell("%d dead letters; the receivers are mended, and they are replayed", deadLetters);
            receivers.mend();
            for (var id : webhookIds.values()) sayMended(id);
            await("every delivery made", () -> count("delivered") == (long) ids.size() * webhookIds.size());
            var evidence = receivers.evidence().about(ids);
            var complaints = new ArrayList<>(evidence.complaints(webhookIds.keySet(), ids));
            if (p99.compareTo(HEALTHY_WITHIN) > 0)
                complaints.add("healthy endpoints were told within %s (p99) while %d hang, not within %s"
                        .formatted(p99, HANGING, HEALTHY_WITHIN));
            if (deadLetters == 0) complaints.add("no receiver was bad enough for a dead letter");
            return new Outcome(
                    ids.size() * webhookIds.size(), kills, deadLetters, evidence.repetitions(), p99, complaints);
        }
    }

    /** Ten endpoints hang, four are well, nobody is killed; the hanging ones are deleted again. */
    private Duration calm(BadReceivers receivers, KafkaProducer<String, byte[]> log, int events) {
        var well = List.copyOf(webhookIds.keySet());
        subscribe(receivers, IntStream.range(0, HANGING).mapToObj(number -> BadReceivers.name(Kind.HANGS, number)));
        var calm = new ArrayList<String>();
        for (var number = 0; number < events; number++) {
            calm.add(tell(log, "calm-" + number));
            pause(BETWEEN_CALM_EVENTS);
        }
        var expected = (long) calm.size() * well.size();
        await(
                "the calm events",
                () -> receivers.evidence().arrivals().stream()
                                .filter(arrival -> well.contains(arrival.endpoint()))
                                .count()
                        >= expected);
        var p99 = receivers.evidence().p99(well, toldAt);
        progress.tell("while %d hang, the healthy ones are told within %d ms (p99)", HANGING, p99.toMillis());
        for (var endpoint : List.copyOf(webhookIds.keySet())) {
            var _ = api.delete("/v1/webhooks/" + webhookIds.remove(endpoint));
        }
        subscribe(receivers, endpoints());
        return p99;
    }

    private static Stream<String> endpoints() {
        var well = IntStream.range(WELL, 2 * WELL).mapToObj(number -> BadReceivers.name(Kind.WELL, number));
        var bad = Stream.of(Kind.values())
                .filter(kind -> kind != Kind.WELL)
                .flatMap(kind -> IntStream.range(HANGING, HANGING + OF_EACH_KIND)
                        .mapToObj(number -> BadReceivers.name(kind, number)));
        return Stream.concat(well, bad);
    }

    private List<String> storm(KafkaProducer<String, byte[]> log, int events, int kills) {
        var ids = new ArrayList<String>();
        for (var kill = 0; kill < kills; kill++) {
            var until = events * (kill + 1) / kills;
            while (ids.size() < until) ids.add(tell(log, "storm-" + ids.size()));
            log.flush();
            pause(Duration.ofMillis(random.nextInt(LONGEST_BEFORE_A_KILL_MILLIS)));
            system.parts().kill(SERVICE);
            system.awaitBack(SERVICE, BACK_WITHIN);
            progress.tell("%d of %d: killed with %d deliveries waiting", kill + 1, kills, pending());
        }
        return ids;
    }

    private String tell(KafkaProducer<String, byte[]> log, String name) {
        var id = "alr_" + tenant + "-" + name;
        var now = Instant.now();
        toldAt.put(id, now);
        var data = new AlertRaised(id, "ops", "webhook_kills", "told to twenty");
        var _ = log.send(KafkaEvents.toRecord(Event.stated(tenant, "evt-" + id, "/acceptance", now, null, data)));
        return id;
    }

    private void subscribe(BadReceivers receivers, Stream<String> endpoints) {
        endpoints.forEach(endpoint -> {
            var body = JsonNodeFactory.instance.objectNode().put("url", receivers.url(endpoint));
            body.putArray("types").add("alert.raised");
            var id = api.post("/v1/webhooks", body).orThrow().json().path("id").asText();
            webhookIds.put(endpoint, id);
        });
    }

    /** As a tenant would: what was held back goes now, what was given up again. */
    private void sayMended(String webhookId) {
        var _ = api.patch(
                        "/v1/webhooks/" + webhookId,
                        JsonNodeFactory.instance.objectNode().put("enabled", true))
                .orThrow();
        var _ = api.post("/v1/webhooks/" + webhookId + "/replay", JsonNodeFactory.instance.objectNode())
                .orThrow();
    }

    private long planned() {
        return stores.count(DATABASE, "select count(*) from deliveries where tenant_id = ?", tenant);
    }

    private long pending() {
        return count("pending");
    }

    private long count(String status) {
        return stores.count(
                DATABASE, "select count(*) from deliveries where tenant_id = ? and status = ?", tenant, status);
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + system.portOf(KAFKA_PORT), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void await(String what, BooleanSupplier there) {
        var giveUpAt = Instant.now().plus(PATIENCE);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(giveUpAt)) throw new IllegalStateException(what + " did not come");
            pause(LOOK_EVERY);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for webhooks", interrupted);
        }
    }
}
