package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.client.Answer;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a log in file order, some batches at a time; what no answer came for is sent again as the same bytes. */
public final class Sending {
    /** At some 250 bytes an event well below the 500 KB and 2,500 events a batch may have. */
    private static final int BATCH = 500;
    /** Enough to keep the edge busy while one answer waits for the disk. */
    private static final int IN_FLIGHT = 4;

    private final Api api;
    private final WireEvents wire;
    private final Progress progress;
    private final int batchSize;

    public Sending(Api api, WireEvents wire, Progress progress) {
        this(api, wire, progress, BATCH);
    }

    /** Smaller batches meet a crash more often. */
    public Sending(Api api, WireEvents wire, Progress progress, int batchSize) {
        this.api = api;
        this.wire = wire;
        this.progress = progress;
        this.batchSize = batchSize;
    }

    /**
     * How the sending went.
     *
     * @param acknowledged facts the system answered for, repeats of one event among them
     */
    public record Sent(Instant began, Duration took, List<Fact> acknowledged, List<Refused> refused) {
        public Sent {
            acknowledged = List.copyOf(acknowledged);
            refused = List.copyOf(refused);
        }
    }

    /** An event the system would not take. */
    public record Refused(Fact fact, String code) {}

    private record Acknowledged(List<Fact> facts, Answer answer) {}

    public Sent send(List<Fact> log) {
        var began = Instant.now();
        var acknowledged = new ArrayList<Fact>(log.size());
        var refused = new ArrayList<Refused>();
        try (var senders =
                Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
            var answers = new ArrayList<Future<Acknowledged>>();
            for (var from = 0; from < log.size(); from += batchSize) {
                var batch = log.subList(from, Math.min(log.size(), from + batchSize));
                answers.add(senders.submit(() -> send(api, batch)));
            }
            for (var answer : answers) {
                sort(answer.get(), acknowledged, refused);
                progress.show("sent %,d of %,d events", acknowledged.size() + refused.size(), log.size());
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", interrupted);
        }
        return new Sent(began, Duration.between(began, Instant.now()), acknowledged, refused);
    }

    private Acknowledged send(Api to, List<Fact> batch) {
        var answer = to.post("/v1/events", WireEvents.BATCH_TYPE, wire.batch(batch));
        return new Acknowledged(batch, answer.orThrow());
    }

    private static void sort(Acknowledged batch, List<Fact> acknowledged, List<Refused> refused) {
        var results = batch.answer().json().path("events");
        if (results.size() != batch.facts().size()) {
            throw new IllegalStateException("%d events sent, %d answered for: %s"
                    .formatted(
                            batch.facts().size(), results.size(), batch.answer().text()));
        }
        for (var i = 0; i < results.size(); i++) {
            var fact = batch.facts().get(i);
            var result = results.get(i);
            if (isRefused(fact, result))
                refused.add(new Refused(fact, result.path("code").asText("no code")));
            else acknowledged.add(fact);
        }
    }

    private static boolean isRefused(Fact fact, JsonNode result) {
        if (!result.path("id").asText().equals(fact.eventId())) {
            throw new IllegalStateException("answer for %s where %s was sent".formatted(result, fact.eventId()));
        }
        return result.path("status").asText().equals("rejected");
    }
}
