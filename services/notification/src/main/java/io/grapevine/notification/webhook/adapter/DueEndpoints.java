package io.grapevine.notification.webhook.adapter;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has something due, over all tenants. The service's own role sees one tenant at a time, so this asks with the relay's role,
 * which may read the columns below and nothing else of webhooks; the work itself is done as the tenant.
 */
@ApplicationScoped
class DueEndpoints {

    // More than there are lanes, so that busy endpoints do not hide others.
    private static final int MOST = 1_000;
    // One look into the partial index per endpoint, however long its backlog.
    private static final String DUE = """
            select w.tenant_id, w.webhook_id from webhooks w where (w.lane_until is null or w.lane_until <= $1) \
            and (w.disabled is not null or (w.paused_until is null or w.paused_until <= $1) \
            and (w.open_until is null or w.open_until <= $1)) \
            and exists (select 1 from deliveries d where d.tenant_id = w.tenant_id and d.webhook_id = w.webhook_id \
            and d.status = 'pending' and (d.due_at <= $1 or w.disabled is not null)) limit $2""";

    private static final String TENANTS = "select distinct tenant_id from webhooks";

    private final Pool relayPool;

    DueEndpoints(@ReactiveDataSource("relay") Pool relayPool) {
        this.relayPool = relayPool;
    }

    /** An endpoint with deliveries due. */
    record Due(String tenantId, String webhookId) {}

    Uni<List<Due>> at(Instant now) {
        return relayPool
                .preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), MOST))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row -> due.add(new Due(row.getString("tenant_id"), row.getString("webhook_id"))));
                    return due;
                });
    }

    /** Every tenant that has an endpoint. */
    Uni<List<String>> tenants() {
        return relayPool.query(TENANTS).execute().map(rows -> {
            var tenants = new ArrayList<String>();
            rows.forEach(row -> tenants.add(row.getString("tenant_id")));
            return tenants;
        });
    }
}
