package io.grapevine.benchmark.webhooks.adapter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Api;
import io.grapevine.benchmark.running.adapter.Pause;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The demo tenant's endpoints, all at the sink, and how far notification has come with telling them. */
final class Endpoints {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final String COUNT =
            "select count(*) from deliveries where tenant_id = 'demo' and status = '%s' and subject like 'alr\\_%s-%%'";

    private final Connection database;

    Endpoints(Connection database) {
        this.database = database;
    }

    static void create(Api api, URI url) {
        var body = JsonNodeFactory.instance.objectNode().put("url", url.toString());
        body.putArray("types").add("alert.raised");
        var _ = api.post("/v1/webhooks", body).orThrow();
    }

    /** Deliveries are planned, and none is posted. */
    void leaveAlone() throws SQLException {
        change("update webhooks set paused_until = now() + interval '1 day' where tenant_id = 'demo'");
    }

    void letGo() throws SQLException {
        change("update webhooks set paused_until = null where tenant_id = 'demo'");
    }

    /** With everything that is kept about them. */
    void remove() throws SQLException {
        change("delete from webhooks where tenant_id = 'demo'");
    }

    void awaitPlanned(String run, int number) throws SQLException {
        await(run, "pending", number);
    }

    void awaitDelivered(String run, int number) throws SQLException {
        await(run, "delivered", number);
    }

    private void await(String run, String status, int number) throws SQLException {
        long giveUpAt = System.nanoTime() + LIMIT.toNanos();
        while (count(run, status) < number) {
            if (System.nanoTime() > giveUpAt)
                throw new IllegalStateException(
                        "%d of %d deliveries are %s after %s".formatted(count(run, status), number, status, LIMIT));
            Pause.of(LOOK_EVERY);
        }
    }

    private long count(String run, String status) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(COUNT.formatted(status, run))) {
            if (!found.next()) throw new IllegalStateException("no count of deliveries");
            return found.getLong(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            int unused = statement.executeUpdate(sql);
        }
    }
}
