package io.grapevine.chassis.outbox;

import io.grapevine.chassis.schema.Schema;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox. Its database role sees this one table, of all tenants, and may only read and delete.
 *
 * <p>Rows are claimed with FOR UPDATE SKIP LOCKED, never by {@code id > last}: identity order is not commit order, and a row
 * that commits late would be passed over for ever. A crash between the broker's acknowledgement and the commit publishes again;
 * consumers know the id or the revision.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    // Large enough to keep the producer's batches full, small enough to hold few row locks.
    private static final int CLAIM = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    // A database that does not answer for this long is taken as gone; the claim is then rolled back by the server.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CLAIM_ROWS = """
            select tenant_id, outbox_id, topic, record_key, recorded_at, headers, value from outbox \
            order by outbox_id limit $1 for update skip locked""";
    private static final String DELETE_ROWS = "delete from outbox where outbox_id = any($1)";

    private final Schema schema;
    private final Pool relayPool;
    private final LogProducer producer;
    private final Semaphore expected = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
    private volatile boolean stopping;

    OutboxRelay(Schema schema, @ReactiveDataSource("relay") Pool relayPool, LogProducer producer) {
        this.schema = schema;
        this.relayPool = relayPool;
        this.producer = producer;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        expected.release();
        thread.join(Duration.ofSeconds(2));
    }

    /** Rows are about to be committed: look soon and often, instead of at the next slow turn. */
    void expect() {
        if (expected.availablePermits() == 0) expected.release();
    }

    private void run() {
        var pause = LONGEST_PAUSE;
        while (!stopping) {
            var woken = waitFor(pause);
            if (stopping) return;
            if (!schema.isPresent()) continue;
            try {
                var published = publishClaim();
                pause = published > 0 || woken ? SHORTEST_PAUSE : longer(pause);
            } catch (Exception failed) {
                LOG.warnf(failed, "outbox not published, trying again in %s", PAUSE_AFTER_FAILURE);
                pause = PAUSE_AFTER_FAILURE;
            }
        }
    }

    private boolean waitFor(Duration pause) {
        try {
            var woken = expected.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            expected.drainPermits();
            return woken;
        } catch (InterruptedException e) {
            stopping = true;
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private int publishClaim() {
        return relayPool
                .withTransaction(connection -> connection
                        .preparedQuery(CLAIM_ROWS)
                        .execute(Tuple.of(CLAIM))
                        .map(claimed -> {
                            var rows = new ArrayList<Row>(claimed.size());
                            claimed.forEach(rows::add);
                            return rows;
                        })
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(this::publish)
                        .call(outcome -> delete(connection, outcome.published())))
                .await()
                .atMost(PATIENCE)
                .countOrComplain();
    }

    /** What the broker took and what it refused; a refused row stays and is tried again, and holds nothing else up. */
    private record Outcome(List<Row> published, List<Throwable> refusals) {

        int countOrComplain() {
            if (!refusals.isEmpty())
                throw new IllegalStateException(
                        "the broker did not take " + refusals.size() + " records", refusals.getFirst());
            return published.size();
        }
    }

    private Outcome publish(List<Row> rows) {
        var acknowledgements = new ArrayList<Future<?>>(rows.size());
        for (var row : rows) acknowledgements.add(producer.send(toRecord(row)));
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rows.size(); i++) await(acknowledgements.get(i), rows.get(i), outcome);
        return outcome;
    }

    private static void await(Future<?> acknowledgement, Row row, Outcome outcome) {
        try {
            acknowledgement.get();
            outcome.published().add(row);
        } catch (ExecutionException e) {
            outcome.refusals().add(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was writing", e);
        }
    }

    private static Uni<Void> delete(SqlConnection connection, List<Row> rows) {
        if (rows.isEmpty()) return Uni.createFrom().voidItem();
        var ids = rows.stream().map(row -> row.getLong("outbox_id")).toArray(Long[]::new);
        return connection.preparedQuery(DELETE_ROWS).execute(Tuple.of(ids)).replaceWithVoid();
    }

    private static ProducerRecord<String, byte[]> toRecord(Row row) {
        var record = new ProducerRecord<>(
                row.getString("topic"),
                null,
                row.getOffsetDateTime("recorded_at").toInstant().toEpochMilli(),
                row.getString("record_key"),
                row.getString("value").getBytes(StandardCharsets.UTF_8));
        var headers = (JsonObject) row.getValue("headers");
        headers.forEach(header -> record.headers()
                .add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
