package io.grapevine.console.overview.adapter;

import io.grapevine.console.overview.Readiness;
import io.grapevine.console.overview.SystemReadiness;
import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.Topology;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;

/** Asks all services at once whether they are ready. */
@Singleton
class ReadinessProbe {

    /** A service that needs longer is not ready for people either, and whoever polls us should not wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A little longer: our own words about the silence come first, then the connection is given up. */
    private static final Duration LAST_PATIENCE = PATIENCE.plusMillis(500);

    private static final String READINESS_OF_SERVICE = "/q/health/ready";
    private static final int OK = 200;

    private final Topology topology;
    private final HttpClient client;

    ReadinessProbe(Vertx vertx, Topology topology) {
        this.topology = topology;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
    }

    Uni<SystemReadiness> system() {
        var asked = Backend.services().stream().map(this::of).toList();
        return Uni.join().all(asked).andCollectFailures().map(SystemReadiness::new);
    }

    /** Never fails: a service that does not answer is not ready, with the reason. */
    Uni<Readiness> of(Backend backend) {
        return Uni.createFrom().deferred(() -> {
            var startedAt = System.nanoTime();
            return ask(backend)
                    .ifNoItem()
                    .after(PATIENCE)
                    .recoverWithItem(() -> new Answer(false, "no answer within " + PATIENCE.toSeconds() + " s"))
                    .onFailure()
                    .recoverWithItem(failure -> new Answer(false, "does not answer: " + failure.getMessage()))
                    .map(answer -> new Readiness(
                            backend, answer.ready(), answer.reason(), Duration.ofNanos(System.nanoTime() - startedAt)));
        });
    }

    private Uni<Answer> ask(Backend backend) {
        var address = topology.addressOf(backend);
        return Uni.createFrom()
                .completionStage(
                        () -> client.request(HttpMethod.GET, address.port(), address.host(), READINESS_OF_SERVICE)
                                .compose(request -> request.idleTimeout(LAST_PATIENCE.toMillis())
                                        .send())
                                .compose(ReadinessProbe::read)
                                .toCompletionStage());
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body()
                .map(body -> response.statusCode() == OK
                        ? new Answer(true, "ready")
                        : new Answer(false, reason(response.statusCode(), body.toString())));
    }

    /** The names of the checks that are down, if the service says them. */
    private static String reason(int status, String body) {
        try {
            var down = new JsonObject(body)
                    .getJsonArray("checks").stream()
                            .map(JsonObject.class::cast)
                            .filter(check -> !"UP".equals(check.getString("status")))
                            .map(check -> check.getString("name"))
                            .collect(Collectors.joining(", "));
            return "not ready: " + down;
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return "answers " + status;
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }

    private record Answer(boolean ready, String reason) {}
}
