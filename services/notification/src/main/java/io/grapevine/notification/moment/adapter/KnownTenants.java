package io.grapevine.notification.moment.adapter;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Which tenants there is something to do for by the clock; asked with the relay's role, which may read these columns over all tenants. */
@ApplicationScoped
class KnownTenants {

    private static final String WITH_A_PROGRAM = "select distinct tenant_id from program_names";
    private static final String WITH_NEWS = "select distinct tenant_id from news where not planned";

    private final Pool relayPool;

    KnownTenants(@ReactiveDataSource("relay") Pool relayPool) {
        this.relayPool = relayPool;
    }

    Uni<List<String>> withAProgram() {
        return asked(WITH_A_PROGRAM);
    }

    Uni<List<String>> withNews() {
        return asked(WITH_NEWS);
    }

    private Uni<List<String>> asked(String query) {
        return relayPool.query(query).execute().map(rows -> {
            var tenants = new ArrayList<String>();
            rows.forEach(row -> tenants.add(row.getString("tenant_id")));
            return tenants;
        });
    }
}
