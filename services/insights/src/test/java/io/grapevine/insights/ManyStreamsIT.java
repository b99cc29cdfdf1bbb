package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many listeners of one program; {@code GRAPEVINE_TEST_STREAMS=10000} asks for as many as an instance is to have. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ManyStreamsIT {

    private static final int LISTENERS =
            Integer.parseInt(System.getenv().getOrDefault("GRAPEVINE_TEST_STREAMS", "300"));
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    MeterRegistry registry;

    @Inject
    Vertx vertx;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void everyListenerHearsOfAChange() {
        // Given
        var tenant = new TestTenant();
        tenant.opensProgram();
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultPort(RestAssured.port)
                .setMaxPoolSize(LISTENERS)
                .setKeepAlive(false));
        for (var i = 0; i < Math.min(AT_ONCE, LISTENERS); i++) listen(client, tenant);
        await().atMost(PATIENCE).until(() -> begun.get() == LISTENERS && openStreams() == LISTENERS);
        // When
        var reportedAt = System.nanoTime();
        tenant.report(tenant.event("e1", 0, TestTenant.purchase("o1", 1_000)));
        // Then
        await().atMost(PATIENCE).until(() -> told.get() == LISTENERS);
        System.out.printf(
                "%,d listeners told within %,d ms of the report%n",
                LISTENERS, Duration.ofNanos(System.nanoTime() - reportedAt).toMillis());
        client.close();
        await().atMost(PATIENCE).until(() -> openStreams() == 0);
        assertThat(begun).hasValue(LISTENERS);
    }

    private void listen(HttpClient client, TestTenant tenant) {
        if (asked.incrementAndGet() > LISTENERS) return;
        client.request(HttpMethod.GET, "/v1/insights/programs/spring/stream")
                .compose(request -> request.putHeader("Authorization", "Bearer " + tenant.secretKey())
                        .send())
                .onSuccess(answer -> {
                    var heard = new boolean[2];
                    answer.handler(chunk -> {
                        var text = chunk.toString();
                        if (!heard[0]) {
                            heard[0] = true;
                            begun.incrementAndGet();
                            listen(client, tenant);
                        }
                        if (!heard[1] && text.contains("\"orders\":1")) {
                            heard[1] = true;
                            told.incrementAndGet();
                        }
                    });
                    answer.exceptionHandler(hungUp -> {});
                });
    }

    private double openStreams() {
        return registry.get("grapevine.insights.streams").gauge().value();
    }
}
