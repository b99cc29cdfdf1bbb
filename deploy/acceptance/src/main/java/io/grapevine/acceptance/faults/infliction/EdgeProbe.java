package io.grapevine.acceptance.faults.infliction;

import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.invariant.EdgeAnswers;
import io.grapevine.acceptance.replay.WireEvents;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Visitors and sites that never stop: follows a link and sends an event at the edge a few times a second, and keeps what each was told. */
public final class EdgeProbe implements AutoCloseable {
    /** Often enough to meet every gap of a second, seldom enough to leave two cores to the system. */
    private static final Duration BETWEEN = Duration.ofMillis(200);
    /** What a visitor would wait. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final Pattern CLICK_ID = Pattern.compile("[?&]gv_cid=([A-Za-z0-9_-]+)");
    private static final int CLICK_AT = 2;
    private static final int FOUND = 302;
    private static final int ACCEPTED = 202;

    private final Origin edge;
    private final String code;
    private final String key;
    private final String run;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final WireEvents wire = new WireEvents("demo", "EUR");
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private int redirects;
    private int ingests;
    private int unknownRedirects;
    private List<String> unanswered = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean resting;

    /** @param run begins the id of every event, so that runs on the same data do not meet */
    public EdgeProbe(Origin edge, String code, String key, String run) {
        this.edge = edge;
        this.code = code;
        this.key = key;
        this.run = run;
    }

    public void start() {
        threads.add(Thread.ofVirtual().start(() -> repeat(this::followLink)));
        threads.add(Thread.ofVirtual().start(() -> repeat(this::sendEvent)));
    }

    /** Sends nothing for a while, so that what is under way can be seen to end. */
    public <T> T restDuring(Supplier<T> other) {
        resting = true;
        try {
            return other.get();
        } finally {
            resting = false;
        }
    }

    /** Everything tried, answered or not. */
    public Set<String> sent() {
        return Set.copyOf(sent);
    }

    /** Event and click ids that somebody was told are kept. */
    public Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Redirects whose click may be kept though nobody was told its id. */
    public synchronized int unknownRedirects() {
        return unknownRedirects;
    }

    /** Takes what was met since the last time. */
    public synchronized EdgeAnswers take(String fault, boolean excused) {
        var taken = new EdgeAnswers(fault, redirects, ingests, unanswered, excused);
        redirects = 0;
        ingests = 0;
        unanswered = new ArrayList<>();
        return taken;
    }

    /** Events outside the steady stream, for example to fill the journal; what came back. */
    public int send(List<Fact> facts) throws IOException, InterruptedException {
        facts.forEach(fact -> sent.add(fact.eventId()));
        var request = HttpRequest.newBuilder(edge.resolve("/v1/events"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", WireEvents.BATCH_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(wire.batch(facts)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == ACCEPTED) {
            if (answer.body().contains("\"rejected\"")) {
                throw new IllegalStateException("a probe was rejected: " + answer.body());
            }
            facts.forEach(fact -> acknowledged.add(fact.eventId()));
        }
        return answer.statusCode();
    }

    /** A share of the probing advocate's code, of any length. */
    public Fact share(String channel) {
        var id = run + "-" + UUID.randomUUID();
        return new Fact.Share(id, Instant.now().truncatedTo(ChronoUnit.MILLIS), code, "prober", channel, null);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void repeat(Step step) {
        try {
            while (!stopped) {
                if (!resting) attempt(step);
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (IOException unreachable) {
            met(unreachable.toString());
        }
    }

    private void followLink() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(edge.resolve("/r/" + code))
                .timeout(ANSWER_WITHIN)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .build();
        expectRedirects(1);
        var answer = http.send(request, BodyHandlers.discarding());
        if (answer.statusCode() != FOUND) {
            met("redirect: " + answer.statusCode());
            return;
        }
        followed(clickId(answer.headers().firstValue("Location").orElse("")));
    }

    private void sendEvent() throws IOException, InterruptedException {
        var status = send(List.of(share("probe")));
        if (status == ACCEPTED) ingested();
        else met("ingest: " + status);
    }

    /** Until its answer is there, a click may be kept without anybody knowing. */
    public synchronized void expectRedirects(int more) {
        unknownRedirects += more;
    }

    private synchronized void followed(@Nullable String clickId) {
        redirects++;
        if (clickId == null) return;
        unknownRedirects--;
        acknowledged.add(clickId);
        sent.add(clickId);
    }

    private synchronized void ingested() {
        ingests++;
    }

    private synchronized void met(String what) {
        unanswered.add(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + what);
    }

    /** The id of the click that the token in the address names; none while the journal is full. */
    private static @Nullable String clickId(String location) {
        var token = CLICK_ID.matcher(location);
        if (!token.find()) return null;
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.group(1)));
        return "clk_" + new UUID(bytes.getLong(CLICK_AT), bytes.getLong(CLICK_AT + Long.BYTES));
    }
}
