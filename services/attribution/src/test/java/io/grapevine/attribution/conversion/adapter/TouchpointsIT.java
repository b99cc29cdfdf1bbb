package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.attribution.journey.LongJourney;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How touchpoints are kept, once each whatever their time, read, however many they are, and forgotten. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class TouchpointsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONG_AGO = -5_000;

    @Inject
    ForgetTouchpoints forget;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgram() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(Programs.of("spring").published(), Facts.link("ALICE", "alice"), Facts.link("BOB", "bob"));
    }

    @Test
    void aReportedClickThatComesAgainWithAnotherTimeStaysWhatItWas() {
        // When
        TestLog.append(facts.click("c1", "v1", "ALICE", null, 1));
        TestLog.append(
                facts.click("c1", "v1", "BOB", null, 40),
                facts.click("c2", "v1", "BOB", null, 39),
                facts.click("c2", "v1", "ALICE", null, 3),
                facts.guest("p1", "o1", "v1", 1_000, 50));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var order = order();
            assertThat(order.getList("explanation.candidates.id")).containsExactlyInAnyOrder("c1", "c2");
            assertThat(order.getString("explanation.candidates.find { it.id == 'c1' }.code"))
                    .isEqualTo("ALICE");
        });
    }

    @Test
    void touchpointsOfAnyTimeHaveTheirPlace() {
        // When
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, LONG_AGO),
                facts.click("c2", "v1", "ALICE", null, 0),
                facts.click("c3", "v1", "BOB", null, -31),
                facts.guest("p1", "o1", "v1", 1_000, 50));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(order().getList("explanation.candidates.id"))
                        .containsExactlyInAnyOrder("c1", "c2", "c3"));
    }

    @Test
    void aJourneyWithoutEndIsDecidedOnItsEnds() {
        // Given
        var touches = 3 * LongJourney.EACH_END;
        TestLog.append(IntStream.range(0, touches)
                .mapToObj(day -> facts.click("c" + day, "v1", day == touches - 1 ? "BOB" : "ALICE", null, day))
                .toArray(Event<?>[]::new));
        // When
        TestLog.append(
                facts.guest("p1", "o1", "v1", 1_000, touches),
                facts.guest("p2", "o2", "v1", 1_000, LongJourney.EACH_END));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var ids = order("o1").getList("explanation.candidates.id", String.class);
            assertThat(ids)
                    .hasSize(2 * LongJourney.EACH_END)
                    .contains("c0", "c" + (LongJourney.EACH_END - 1))
                    .contains("c" + 2 * LongJourney.EACH_END, "c" + (touches - 1))
                    .doesNotContain("c" + LongJourney.EACH_END);
            assertThat(order("o1").getString("advocate.externalId")).isEqualTo("bob");
            assertThat(order("o2").getString("advocate.externalId")).isEqualTo("alice");
            assertThat(order("o2").getList("explanation.candidates.id", String.class))
                    .hasSize(LongJourney.EACH_END + 1 + LongJourney.TOLD);
        });
    }

    @Test
    void oldTouchesOfStrangersGoAndThoseThatDecisionsRestOnStay() throws SQLException {
        // Given
        TestLog.append(
                facts.click("c1", "v1", "ALICE", null, -200),
                facts.click("c2", "stranger", "ALICE", null, -200),
                facts.click("c3", "stranger", "ALICE", null, 10),
                facts.guest("p1", "o1", "v1", 1_000, 50));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(order().getString("orderId")).isEqualTo("o1"));
        // When
        forget.forgetBefore(LocalDate.parse("2026-01-01")).await().atMost(PATIENCE);
        // Then
        assertThat(stored()).containsExactlyInAnyOrder("c1", "c3");
        // When: a month that was cleared gets another, and the order is decided again
        TestLog.append(facts.click("c4", "v1", "BOB", null, -199));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(order().getList("explanation.candidates.id")).containsExactlyInAnyOrder("c1", "c4"));
    }

    private List<String> stored() throws SQLException {
        try (var connection = DriverManager.getConnection(owner("jdbc.url"), owner("username"), owner("password"));
                var query = connection.prepareStatement("select touch_id from touchpoints where tenant_id = ?")) {
            query.setString(1, tenant);
            var rows = query.executeQuery();
            var stored = new ArrayList<String>();
            while (rows.next()) stored.add(rows.getString(1));
            return stored;
        }
    }

    private static String owner(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.owner." + name, String.class);
    }

    private JsonPath order() {
        return order("o1");
    }

    private JsonPath order(String order) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/conversions?orderId=" + order)
                .jsonPath()
                .setRootPath("items[0]");
    }
}
