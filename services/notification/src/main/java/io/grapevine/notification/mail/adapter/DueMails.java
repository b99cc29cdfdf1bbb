package io.grapevine.notification.mail.adapter;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which tenants have mail due; asked with the relay's role, which may read these three columns over all tenants. */
@ApplicationScoped
class DueMails {

    // The longest overdue first, so that a tenant with a long backlog hides nobody for ever.
    private static final String DUE = """
            select tenant_id from (select tenant_id, due_at from mails where status in ('pending', 'sending')
            and due_at <= $1 order by due_at limit 1000) oldest group by tenant_id order by min(due_at)""";

    private final Pool relayPool;

    DueMails(@ReactiveDataSource("relay") Pool relayPool) {
        this.relayPool = relayPool;
    }

    Uni<List<String>> at(Instant now) {
        return relayPool
                .preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var tenants = new ArrayList<String>();
                    rows.forEach(row -> tenants.add(row.getString("tenant_id")));
                    return tenants;
                });
    }
}
