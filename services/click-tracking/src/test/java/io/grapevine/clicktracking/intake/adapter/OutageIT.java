package io.grapevine.clicktracking.intake.adapter;

import static io.grapevine.clicktracking.Edge.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.clicktracking.Edge;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageIT.WithoutKafkaAndRedis.class)
@WithTestResource(GrapevineInfrastructure.class)
class OutageIT {

    /** Nobody listens where Kafka and Redis should be, and the journal is small. */
    public static class WithoutKafkaAndRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers", "localhost:1",
                    "quarkus.redis.hosts", "redis://localhost:1",
                    "grapevine.journal.max-size", "1M",
                    "grapevine.journal.segment-size", "256K");
        }
    }

    @Inject
    @DataSource("owner")
    AgroalDataSource owner;

    @Test
    void everythingIsAnsweredUntilTheJournalIsFullAndThenRefusedVisibly() throws SQLException {
        // Given
        var edge = tenant();
        // When
        await().atMost(Duration.ofSeconds(60))
                .until(() -> edge.follow("CARLA2026X").statusCode() == 302);
        var promised = edge.follow("CARLA2026X");
        int requests = 0;
        while (edge.send(events(requests)).statusCode() == 202 && requests < 200) requests++;
        var refused = edge.send(events(requests));
        // A click is smaller than a batch: the last room is theirs.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !location(edge.follow("CARLA2026X")).contains("gv_cid"));
        var unpromised = edge.follow("CARLA2026X");
        // Then
        assertThat(location(promised)).startsWith("https://shop.example/?gv_cid=");
        assertThat(requests).isBetween(1, 199);
        refused.then().statusCode(503).header("Retry-After", notNullValue()).body("code", equalTo("journal_full"));
        assertThat(unpromised.statusCode()).isEqualTo(302);
        assertThat(location(unpromised)).isEqualTo("https://shop.example/");
        edge.get("/v1/events/e0-0").then().statusCode(200).body("status", equalTo("received"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private Edge tenant() throws SQLException {
        var name = "o" + UUID.randomUUID().toString().substring(0, 8);
        var edge = new Edge(name, name + ".example", "gv_sk_" + name, "gv_pk_" + name);
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('grapevine.tenant', '" + name + "', true)");
            statement.execute("insert into api_keys values ('%s', '%s', 'gv_sk', 'secret', '', '', null)"
                    .formatted(name, ApiKeys.hash(edge.secretKey())));
            statement.execute("insert into sites values ('%s', '%s', null)".formatted(name, edge.host()));
            statement.execute(
                    "insert into links values ('%s', 'CARLA2026X', 'lnk_%s', 'spring', 'https://shop.example/')"
                            .formatted(name, UUID.randomUUID()));
            connection.commit();
        }
        return edge;
    }

    private static String events(int request) {
        return IntStream.range(0, 50)
                .mapToObj(i -> """
                        {"type": "signup", "id": "e%d-%d", "time": "2026-03-01T12:00:00Z", "data": {"customerId": "c%d"}}""".formatted(request, i, i))
                .collect(Collectors.joining(","));
    }
}
