package io.grapevine.notification.feed.adapter;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** In which of some tenants' feeds something has come; asked with the relay's role, which may read these columns over all tenants. */
@ApplicationScoped
class NewsOfFeeds {

    // A sum of times: what commits late changes it as what is new does.
    private static final String NEWS = """
            select tenant_id, count(*) || '/' || sum(extract(epoch from due_at) + extract(epoch from created_at)) as news from notices
            where channel = 'feed' and tenant_id = any($1) and due_at > $2 and due_at <= $3 group by tenant_id""";

    private final Pool relayPool;

    NewsOfFeeds(@ReactiveDataSource("relay") Pool relayPool) {
        this.relayPool = relayPool;
    }

    /** By tenant, a word that is another as soon as something has come; tenants where nothing has are missing. */
    Uni<Map<String, String>> of(Collection<String> tenantIds, Instant from, Instant now) {
        return relayPool
                .preparedQuery(NEWS)
                .execute(Tuple.of(
                        tenantIds.toArray(String[]::new), from.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<String, String> news = new HashMap<>();
                    rows.forEach(row -> news.put(row.getString("tenant_id"), row.getString("news")));
                    return news;
                });
    }
}
