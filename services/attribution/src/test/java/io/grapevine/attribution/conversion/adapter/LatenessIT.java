package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that arrive later than a program waits are kept, shown as such, and change nothing in it. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class LatenessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration TOO_LATE = WEEK.plusMillis(1);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramThatWaitsAWeekAndOneThatWaitsForEver() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        facts.publish(
                Programs.of("spring").lateness(WEEK).published(),
                Programs.of("autumn").published(),
                Facts.link("ALICE", "alice"),
                Facts.link("BOB", "bob"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatComesTooLateChangesNothingHoweverItComes(long seed) {
        // Given
        var shuffled = new ArrayList<Event<?>>(List.of(
                facts.click("c1", "v1", "ALICE", null, 1),
                facts.signUp("s1", "dave", "v1", 3),
                facts.purchase("p1", "o1", "dave", 1_000, 4),
                Facts.late(facts.refund("r1", "f1", "o1", 300, 5), WEEK),
                Facts.late(facts.click("c2", "v1", "BOB", null, 2), TOO_LATE),
                Facts.late(facts.signUp("s0", "dave", "BOB", null, 0), TOO_LATE),
                Facts.late(facts.purchase("p0", "o1", "dave", 9_000, 3), TOO_LATE),
                Facts.late(facts.refund("r2", "f2", "o1", 700, 5), TOO_LATE)));
        Collections.shuffle(shuffled, new Random(seed));
        // When
        shuffled.forEach(TestLog::append);
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var order = only("orderId=o1&programKey=spring");
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(order.getString("eventId")).isEqualTo("p1");
            assertThat(order.getLong("refunded.amount")).isEqualTo(300);
            assertThat(order.getList("explanation.candidates.id"))
                    .containsExactly(List.of("c1").toArray());
            var everything = only("orderId=o1&programKey=autumn");
            assertThat(everything.getString("eventId")).isEqualTo("p0");
            assertThat(everything.getLong("refunded.amount")).isEqualTo(1_000);
            assertThat(lateIn("spring")).containsExactlyInAnyOrder("c2", "s0", "p0", "r2");
            assertThat(lateIn("autumn")).isEmpty();
        });
    }

    @Test
    void anOrderAndASignUpOfWhichNothingCameInTimeSaySo() {
        // When
        TestLog.append(
                Facts.late(facts.signUp("s1", "dave", "ALICE", null, 3), TOO_LATE),
                Facts.late(facts.purchase("p1", "o1", "dave", 1_000, 4), TOO_LATE));
        // Then
        for (var conversion : List.of("kind=signup", "orderId=o1"))
            await().atMost(PATIENCE).untilAsserted(() -> {
                var late = only(conversion + "&programKey=spring");
                assertThat(late.getString("outcome")).isEqualTo("unattributed");
                assertThat(late.getString("reason")).isEqualTo("too_late");
                assertThat(late.getString("explanation.basis.lateness")).isEqualTo("PT168H");
                assertThat(late.getString("explanation.basis.lateBy")).isEqualTo("PT168H0.001S");
            });
        // When: another report of the order was in time
        TestLog.append(facts.purchase("p2", "o1", "dave", 500, 5));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var order = only("orderId=o1&programKey=spring");
            assertThat(order.getString("eventId")).isEqualTo("p2");
            assertThat(order.getString("reason")).isEqualTo("no_touch");
        });
    }

    @Test
    void lateFactsAreListedPageByPage() {
        // Given
        TestLog.append(
                Facts.late(facts.click("c1", "v1", "ALICE", null, 1), TOO_LATE),
                Facts.late(facts.identify("i1", "v1", "dave", 1), TOO_LATE),
                Facts.late(facts.click("c2", "v1", "ALICE", null, 1), WEEK));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lateIn("spring")).hasSize(2));
        // When
        var first = page("spring", "limit=1");
        var second = page("spring", "limit=1&cursor=" + first.getString("next"));
        // Then
        assertThat(first.getString("items[0].eventId")).isEqualTo("c1");
        assertThat(first.getString("items[0].type")).isEqualTo("click");
        assertThat(first.getString("items[0].occurredAt")).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(first.getString("items[0].receivedAt")).isEqualTo("2026-06-09T00:00:00.001Z");
        assertThat(first.getString("items[0].lateness")).isEqualTo("PT168H");
        assertThat(second.getList("items.eventId", String.class)).isSubsetOf("c2", "i1");
        assertThat(page("spring", "cursor=nonsense").getList("items")).hasSize(2);
        assertThat(get("/v1/attribution/programs/spring/late-facts?limit=0").statusCode())
                .isEqualTo(400);
        assertThat(get("/v1/attribution/programs/nowhere/late-facts").statusCode())
                .isEqualTo(404);
    }

    private List<String> lateIn(String program) {
        return page(program, "limit=500").getList("items.eventId", String.class);
    }

    private JsonPath page(String program, String query) {
        var answer = get("/v1/attribution/programs/" + program + "/late-facts?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }

    private JsonPath only(String query) {
        var answer = get("/v1/conversions?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("items")).hasSize(1);
        return answer.jsonPath().setRootPath("items[0]");
    }

    private io.restassured.response.Response get(String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }
}
