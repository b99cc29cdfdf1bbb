package io.grapevine.notification.feed.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.notification.Readers;
import io.grapevine.notification.StubProviders;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed over a real log and database: listed, marked, streamed, and seen by nobody else. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubProviders.class)
@NullUnmarked
class FeedIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    TenantTransactions transactions;

    @Inject
    PersonalData personalData;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void enrol() {
        TestLog.publishKey(tenant, key, Kind.SECRET);
        TestLog.append(
                stated(new ParticipantPublished("par_ada", "demo", "ada", "ADA", null, "de", null)),
                stated(new ParticipantPublished("par_bob", "demo", "bob", "BOB", null, "en", null)));
        await().atMost(SOON)
                .until(() ->
                        feed("par_ada").statusCode() == 200 && feed("par_bob").statusCode() == 200);
    }

    @Test
    void aParticipantReadsWhatHappenedInHerLanguageAndMarksItRead() {
        // Given
        release("rew_1", "par_ada");
        release("rew_2", "par_ada");
        await().atMost(SOON).until(() -> items("par_ada").size() == 2);
        // When
        var first = feed("par_ada", "limit", "1").jsonPath();
        // Then
        assertThat(first.getLong("unread")).isEqualTo(2);
        assertThat(first.getString("items[0].text")).contains("12,50");
        assertThat(first.getLong("items[0].details.amountMinor")).isEqualTo(1250);
        assertThat(first.getString("items[0].moment")).isEqualTo("reward_released");
        var second = feed("par_ada", "cursor", first.getString("next")).jsonPath();
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
        assertThat(second.getString("items[0].id")).isNotEqualTo(first.getString("items[0].id"));
        // When: the older one is read, twice
        for (var time = 1; time <= 2; time++)
            as(key).put("/v1/feed/" + second.getString("items[0].id") + "/read?participantId=par_ada")
                    .then()
                    .statusCode(200)
                    .body("unread", equalTo(1));
        // Then
        var unread = feed("par_ada", "unread", "true").jsonPath();
        assertThat(unread.getList("items.id")).containsExactly(first.getString("items[0].id"));
        // When
        as(key).put("/v1/feed/read?participantId=par_ada&upTo=" + first.getString("items[0].cursor"))
                .then()
                .statusCode(200)
                .body("unread", equalTo(0));
        assertThat(feed("par_ada", "unread", "true").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void nobodySeesOrMarksAnothersFeed() {
        // Given
        release("rew_1", "par_ada");
        await().atMost(SOON).until(() -> items("par_ada").size() == 1);
        var id = feed("par_ada").jsonPath().getString("items[0].id");
        var cursor = feed("par_ada").jsonPath().getString("items[0].cursor");
        var bob = token("par_bob");
        // Then: the other participant
        as(bob).get("/v1/feed").then().statusCode(200).body("items.size()", equalTo(0));
        as(bob).get("/v1/feed?participantId=par_ada").then().statusCode(404);
        as(bob).get("/v1/feed/stream?participantId=par_ada").then().statusCode(404);
        as(bob).put("/v1/feed/" + id + "/read").then().statusCode(404);
        as(bob).put("/v1/feed/read?upTo=" + cursor).then().statusCode(200);
        as(bob).put("/v1/feed/" + id + "/read?participantId=par_ada").then().statusCode(404);
        as(bob).body(Map.of("participantId", "par_ada"))
                .post("/v1/participant-tokens")
                .then()
                .statusCode(403);
        // And the other tenant
        var other = "gv_sk_t-" + UUID.randomUUID();
        TestLog.publishKey(other.substring("gv_sk_".length()), other, Kind.SECRET);
        await().atMost(SOON).until(() -> as(other).get("/v1/webhooks").statusCode() == 200);
        as(other).get("/v1/feed?participantId=par_ada").then().statusCode(404);
        as(other).put("/v1/feed/" + id + "/read?participantId=par_ada").then().statusCode(404);
        as(other)
                .body(Map.of("participantId", "par_ada"))
                .post("/v1/participant-tokens")
                .then()
                .statusCode(404);
        // And who has no key, or a browser's
        given().get("/v1/feed?participantId=par_ada").then().statusCode(401);
        given().get("/v1/feed?access_token=" + key + "&participantId=par_ada")
                .then()
                .statusCode(401);
        as(bob.replace("gv_pt_", "gv_pt_x")).get("/v1/feed").then().statusCode(401);
        // Then
        assertThat(feed("par_ada").jsonPath().getLong("unread")).isEqualTo(1);
        as(token("par_ada"))
                .put("/v1/feed/" + id + "/read")
                .then()
                .statusCode(200)
                .body("unread", equalTo(0));
    }

    @Test
    void aStreamTellsAtOnceAndGoesOnWhereItBrokeOff() throws Exception {
        // Given
        var ada = token("par_ada");
        List<String> ids;
        try (var stream = new EventStream(port, "/v1/feed/stream?access_token=" + ada, null)) {
            // When
            release("rew_1", "par_ada");
            release("rew_2", "par_bob");
            release("rew_3", "par_ada");
            // Then
            await().atMost(SOON).until(() -> stream.subjects().size() >= 2);
            assertThat(stream.subjects()).containsExactlyInAnyOrder("rew_1", "rew_3");
            ids = stream.ids();
        }
        // When: it comes back after something happened
        release("rew_4", "par_ada");
        await().atMost(SOON).until(() -> items("par_ada").size() == 3);
        try (var stream = new EventStream(port, "/v1/feed/stream?access_token=" + ada, ids.getLast())) {
            // Then
            await().atMost(SOON).until(() -> stream.subjects().contains("rew_4"));
            release("rew_5", "par_ada");
            await().atMost(SOON).until(() -> stream.subjects().contains("rew_5"));
            assertThat(stream.ids()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsSwitchedOffIsNotShown() {
        // Given
        release("rew_1", "par_ada");
        await().atMost(SOON).until(() -> items("par_ada").size() == 1);
        // When
        as(key).body(Map.of(
                        "choices", List.of(Map.of("moment", "reward_released", "channel", "feed", "choice", "off"))))
                .put("/v1/preferences/par_ada")
                .then()
                .statusCode(200);
        // Then
        assertThat(items("par_ada")).isEmpty();
        assertThat(feed("par_ada").jsonPath().getLong("unread")).isZero();
    }

    @Test
    void whoIsErasedHasNoFeedAndTokensThatWereMadeOpenNothing() {
        // Given
        var readers = new Readers(transactions);
        var keyId = readers.enrol(personalData, "par_eve");
        String token = readers.asServer()
                .body(Map.of("participantId", "par_eve", "minutes", 5))
                .post("/v1/participant-tokens")
                .path("token");
        readers.release("rew_1", "par_eve");
        readers.awaitNotice("rew_1", "feed", "sent ");
        as(token).get("/v1/feed").then().statusCode(200).body("items.size()", equalTo(1));
        // When
        readers.erase("par_eve", keyId);
        readers.release("rew_2", "par_eve");
        readers.awaitNotice("rew_2", "email", "no_address ");
        // Then
        as(token).get("/v1/feed").then().statusCode(404);
        as(token).get("/v1/feed/stream").then().statusCode(404);
        readers.awaitNotice("rew_2", "feed", "");
        readers.awaitNotice("rew_1", "feed", "dropped erased");
        assertThat(readers.one("select string_agg(cast(details as text), '') from notices where subject = 'rew_1'"))
                .doesNotContain("1250");
        readers.asServer()
                .body(Map.of("participantId", "par_eve"))
                .post("/v1/participant-tokens")
                .then()
                .statusCode(404);
        // When she enrols anew, under another key
        var _ = readers.enrol(personalData, "par_eve");
        // Then
        as(token).get("/v1/feed").then().statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void wrongQuestionsAreToldWhatIsWrong() {
        as(key).get("/v1/feed").then().statusCode(400).body("code", equalTo("participant_required"));
        as(key).get("/v1/feed?participantId=par_nobody").then().statusCode(404);
        as(key).get("/v1/feed/stream?participantId=par_nobody").then().statusCode(404);
        feed("par_ada", "limit", "0").then().statusCode(400).body("code", equalTo("invalid_limit"));
        feed("par_ada", "limit", "x").then().statusCode(400).body("code", equalTo("invalid_parameter"));
        feed("par_ada", "unread", "yes").then().statusCode(400).body("code", equalTo("invalid_parameter"));
        feed("par_ada", "cursor", "x").then().statusCode(400).body("code", equalTo("invalid_cursor"));
        as(key).put("/v1/feed/read?participantId=par_ada").then().statusCode(400);
        as(key).header("Last-Event-ID", "x")
                .get("/v1/feed/stream?participantId=par_ada")
                .then()
                .statusCode(400);
        as(key).body(Map.of("participantId", "par_ada", "minutes", 721))
                .post("/v1/participant-tokens")
                .then()
                .statusCode(400);
        as(key).body(Map.of("minutes", 1)).post("/v1/participant-tokens").then().statusCode(400);
    }

    @Test
    void aPageOfTheTenantsOwnMayAsk() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/v1/feed")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://shop.example");
    }

    private String token(String participantId) {
        return as(key).body(Map.of("participantId", participantId, "minutes", 5))
                .post("/v1/participant-tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private List<Object> items(String participantId) {
        return feed(participantId).jsonPath().getList("items");
    }

    private Response feed(String participantId, String... query) {
        var request = as(key).queryParam("participantId", participantId);
        return (query.length == 0 ? request : request.queryParam(query[0], query[1])).get("/v1/feed");
    }

    private void release(String rewardId, String participantId) {
        TestLog.append(stated(Rewards.reward(rewardId)
                .is(RewardChanged.Status.RELEASED, 1)
                .owedTo(Terms.Role.ADVOCATE, 1, participantId, participantId)
                .worth(RewardKind.CASH, 1250, "EUR")
                .at(Instant.now())
                .build()));
    }

    private <T extends EventData> Event<T> stated(T data) {
        return Event.stated(tenant, "evt_" + UUID.randomUUID(), "/test", Instant.now(), null, data);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }
}
