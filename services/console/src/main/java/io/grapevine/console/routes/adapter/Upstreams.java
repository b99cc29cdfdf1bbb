package io.grapevine.console.routes.adapter;

import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.Topology;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** The services, each with its own connection pool, so that one that hangs cannot take the others' connections. */
@Singleton
class Upstreams {

    /** Shorter than the services keep an idle connection, so that we close first and never write into one they just closed. */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final Map<Backend, Upstream> upstreams = new EnumMap<>(Backend.class);
    private final Map<Backend, HttpClient> clients = new EnumMap<>(Backend.class);

    Upstreams(Vertx vertx, Topology topology, RoutesConfig config) {
        var limits = new Upstream.Limits(
                config.maxBodySize().asLongValue(), config.connectTimeout(), config.answerTimeout());
        for (var backend : Backend.values()) {
            var client = vertx.createHttpClient(clientOptions(config), poolOptions(config));
            clients.put(backend, client);
            upstreams.put(backend, new Upstream(backend, topology.addressOf(backend), client, limits));
        }
    }

    Upstream of(Backend backend) {
        var upstream = upstreams.get(backend);
        if (upstream == null) throw new IllegalStateException("no upstream for " + backend);
        return upstream;
    }

    @PreDestroy
    void close() {
        clients.values().forEach(HttpClient::close);
    }

    private static HttpClientOptions clientOptions(RoutesConfig config) {
        return new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxWaitQueueSize(config.waitingPerService())
                .setTcpNoDelay(true);
    }

    private static PoolOptions poolOptions(RoutesConfig config) {
        return new PoolOptions().setHttp1MaxSize(config.connectionsPerService());
    }
}
