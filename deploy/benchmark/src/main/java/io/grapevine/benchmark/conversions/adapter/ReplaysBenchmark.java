package io.grapevine.benchmark.conversions.adapter;

import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.benchmark.conversions.Purchases;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.Latencies;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.adapter.LatencyRecorder;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Aim;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Advocates;
import io.grapevine.benchmark.running.adapter.Pause;
import io.grapevine.benchmark.running.adapter.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** History decided again while purchases go on: how fast, at whose expense, and whether it comes out right. */
public final class ReplaysBenchmark {

    private static final Plan.Name NAME = Plan.Name.REPLAYS;
    private static final String REPLAYS = "/v1/attribution/replays";
    private static final int ADVOCATES = 500;
    /** Twenty conversions each, the sign-up among them. */
    private static final int CONVERSIONS_EACH = 20;

    private static final int SIGN_UPS = 500;
    private static final int BATCH = 50;
    private static final int BURST = 5_000;
    private static final int CONNECTIONS = 4;
    private static final int LIVE_PER_SECOND = 100;
    private static final int LIVE_CONNECTIONS = 16;
    /** A fifth more is what live decisions may wait for history. */
    private static final Target DELAY = Target.atMost(1.20);

    private static final Duration REWARDED_WITHIN = Duration.ofSeconds(200);
    /** A tenth of what it should do still comes to an end. */
    private static final Duration REPLAYED_WITHIN = Duration.ofHours(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");

    private final Session session;
    private final Purchases purchases;
    private final RewardWatch rewards;
    private final int loaded;
    private int next;

    private ReplaysBenchmark(Session session, Purchases purchases, RewardWatch rewards, int loaded) {
        this.session = session;
        this.purchases = purchases;
        this.rewards = rewards;
        this.loaded = loaded;
    }

    public static void run(Session session) throws IOException {
        var system = session.system();
        var plan = session.plan();
        var codes = Advocates.enrol(system, "BENCHREPLAY", ADVOCATES);
        // Orders stand a millisecond apart, and the last of them must not lie in the future.
        var at = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
        var customers = Math.max(1, plan.conversions() / CONVERSIONS_EACH);
        var orders = (plan.conversions() - customers) / BATCH * BATCH;
        var run = "r" + Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
        var purchases = new Purchases(system.clickTracking(), system.secretKey(), run, codes, customers, at);
        var all = orders + (2 * plan.rounds() + 1) * (live(plan.round()) + live(plan.warmUp()));
        try (var rewards = RewardWatch.start(system.kafka(), purchases, all)) {
            var benchmark = new ReplaysBenchmark(session, purchases, rewards, orders);
            benchmark.signUp(customers);
            benchmark.load();
            benchmark.measureDelay();
            benchmark.measureWholeReplays();
        }
    }

    private static int live(Duration time) {
        return time.isZero() ? 0 : (int) new Pace.Scheduled(LIVE_PER_SECOND, time).requests();
    }

    private void signUp(int customers) {
        session.progress().tell("replays: %,d customers sign up", customers);
        for (int from = 0; from < customers; from += SIGN_UPS) {
            var upTo = Math.min(customers, from + SIGN_UPS);
            var body = IntStream.range(from, upTo)
                    .mapToObj(purchases::signUp)
                    .collect(Collectors.joining(",", "{\"events\":[", "]}"));
            var answer = session.system()
                    .api()
                    .post("/v1/events", "application/json", body.getBytes(StandardCharsets.UTF_8))
                    .orThrow();
            if (answer.json().path("accepted").asInt() != upTo - from)
                throw new IllegalStateException("sign-ups refused: " + answer);
        }
    }

    private void load() {
        session.progress().tell("replays: %,d orders are decided", loaded);
        while (next < loaded) {
            int from = next;
            next = Math.min(loaded, from + BURST);
            var sent = session.load()
                    .run(
                            new Aim(purchases.port(), CONNECTIONS),
                            new Pace.Counted((next - from) / BATCH),
                            purchases.from(from, BATCH),
                            Expectation.of(202, "\"accepted\":" + BATCH + ","));
            var _ = session.noted(NAME, sent);
            awaitRewards(from);
        }
    }

    private void awaitRewards(int from) {
        long missing = rewards.await(from, next, REWARDED_WITHIN);
        if (missing > 0)
            session.findings()
                    .complain(NAME.word(), Map.of("no reward within " + REWARDED_WITHIN.toSeconds() + " s", missing));
    }

    private void measureDelay() {
        var plan = session.plan();
        if (!plan.warmUp().isZero()) {
            session.progress().tell("replays: warming up with and without");
            var _ = besideAReplay(plan.warmUp());
        }
        var rounds = Rounds.interleaved(
                plan.rounds(),
                () -> besideAReplay(plan.round()),
                () -> told("without", live(plan.round(), live(plan.round()))));
        add("p50", rounds.ours(Latencies::p50), rounds.peers(Latencies::p50), DELAY);
        add("p99", rounds.ours(Latencies::p99), rounds.peers(Latencies::p99), null);
    }

    private void add(String percentile, Spread beside, Spread alone, @Nullable Target target) {
        var name = "accepted to reward %s at %d/s beside a replay".formatted(percentile, LIVE_PER_SECOND);
        session.findings()
                .add(Figure.of(NAME.word(), name, MILLISECONDS, beside)
                        .against(new Reference("no replay", alone, target)));
    }

    private Latencies besideAReplay(Duration time) {
        var id = begin(sameDefinition());
        var _ = await(id, Set.of("running", "completed", "failed"));
        var delays = told("beside a replay", live(time, live(time)));
        var end = session.system().api().delete(REPLAYS + "/" + id).orThrow().json();
        if (end.path("progress").path("done").asLong()
                >= end.path("progress").path("total").asLong())
            session.findings()
                    .remark("a replay was over before its round was: the delay beside it is partly without; replay more"
                            + " CONVERSIONS or take fewer SECONDS");
        return delays;
    }

    private Latencies told(String how, Latencies delays) {
        session.progress()
                .tell("replays: %s, accepted to reward p50 %.1f ms, p99 %.1f ms", how, delays.p50(), delays.p99());
        return delays;
    }

    private Latencies live(Duration time, int orders) {
        int from = next;
        next += orders;
        var acceptedAt = new long[orders];
        var outcome = session.load()
                .run(
                        new Aim(purchases.port(), LIVE_CONNECTIONS),
                        new Pace.Scheduled(LIVE_PER_SECOND, time),
                        purchases.from(from, 1),
                        Expectation.of(202, "\"accepted\":1,"),
                        (order, intended, answered) -> acceptedAt[(int) order] = answered);
        var _ = session.noted(NAME, outcome);
        awaitRewards(from);
        var recorder = new LatencyRecorder();
        for (int order = 0; order < orders; order++) {
            long seenAt = rewards.seenAt(from + order);
            if (acceptedAt[order] != 0 && seenAt != 0) recorder.record(seenAt - acceptedAt[order]);
        }
        return recorder.latencies();
    }

    private void measureWholeReplays() {
        var same = whole("the same definition", sameDefinition());
        complainIf(same.path("changed").asLong() != 0, "conversions that the same definition would change");
        complainIf(same.path("progress").path("done").asLong() < loaded, "conversions were not replayed");
        var other = whole("half the window", halfTheWindow());
        complainIf(other.path("changed").asLong() == 0, "another definition changed nothing");
        var sums =
                StreamSupport.stream(other.path("totals").spliterator(), false).toList();
        complainIf(
                sums.isEmpty() || !sums.stream().allMatch(ReplaysBenchmark::holds),
                "sum(before) + difference != sum(after)");
        complainIf(!before(same).equals(before(other)), "two replays counted other sums before");
        session.findings()
                .add(Figure.of(
                        NAME.word(),
                        "conversions replayed",
                        PER_SECOND,
                        new Spread(List.of(perSecond(same), perSecond(other)))));
    }

    private static double perSecond(JsonNode replay) {
        return replay.path("progress").path("perSecond").asDouble();
    }

    private static boolean holds(JsonNode total) {
        return total.path("before").path("creditedMinor").asLong()
                        + total.path("difference").path("creditedMinor").asLong()
                == total.path("after").path("creditedMinor").asLong();
    }

    private static List<String> before(JsonNode replay) {
        return StreamSupport.stream(replay.path("totals").spliterator(), false)
                .map(total -> total.path("currency").asText() + total.path("before"))
                .toList();
    }

    private void complainIf(boolean wrong, String what) {
        if (wrong) session.findings().complain(NAME.word(), Map.of(what, 1L));
    }

    private JsonNode whole(String name, ObjectNode definition) {
        var replay = await(begin(definition), OVER);
        complainIf(!replay.path("state").asText().equals("completed"), "replays that did not come to their end");
        session.progress()
                .tell(
                        "replays: %s, %,d conversions at %.0f/s, %,d changed",
                        name,
                        replay.path("progress").path("done").asLong(),
                        perSecond(replay),
                        replay.path("changed").asLong());
        return replay;
    }

    private String begin(ObjectNode definition) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("programKey", "demo")
                .put("from", purchases.at().toString())
                .put("to", purchases.at().plusMillis(1L + loaded).toString());
        body.set("definition", definition);
        return session.system()
                .api()
                .post(REPLAYS, body)
                .orThrow()
                .json()
                .path("id")
                .asText();
    }

    private JsonNode await(String id, Set<String> states) {
        var giveUpAt = Instant.now().plus(REPLAYED_WITHIN);
        while (true) {
            var replay =
                    session.system().api().get(REPLAYS + "/" + id).orThrow().json();
            if (states.contains(replay.path("state").asText()) || Instant.now().isAfter(giveUpAt)) return replay;
            Pause.of(LOOK_EVERY);
        }
    }

    private static ObjectNode sameDefinition() {
        return JsonNodeFactory.instance.objectNode().put("version", 1);
    }

    /** Orders come a millisecond apart after the sign-ups: the later half is too late for it. */
    private ObjectNode halfTheWindow() {
        var definition = JsonNodeFactory.instance.objectNode();
        definition
                .putObject("attribution")
                .put(
                        "conversionWindow",
                        Duration.ofMillis(Math.max(1, loaded / 2)).toString());
        return definition;
    }
}
