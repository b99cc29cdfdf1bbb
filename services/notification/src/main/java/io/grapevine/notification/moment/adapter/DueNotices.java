package io.grapevine.notification.moment.adapter;

import io.grapevine.notification.moment.Channel;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which tenants have notices of a channel due; asked with the relay's role, which may read these columns over all tenants. */
@ApplicationScoped
class DueNotices {

    // The longest overdue first, so that a tenant with a long backlog hides nobody for ever.
    private static final String DUE = """
            select tenant_id from (select tenant_id, due_at from notices where status in ('pending', 'sending')
            and channel = $1 and due_at <= $2 order by due_at limit 1000) oldest group by tenant_id order by min(due_at)""";

    private final Pool relayPool;

    DueNotices(@ReactiveDataSource("relay") Pool relayPool) {
        this.relayPool = relayPool;
    }

    Uni<List<String>> of(Channel channel, Instant now) {
        return relayPool
                .preparedQuery(DUE)
                .execute(Tuple.of(channel.wireName(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var tenants = new ArrayList<String>();
                    rows.forEach(row -> tenants.add(row.getString("tenant_id")));
                    return tenants;
                });
    }
}
