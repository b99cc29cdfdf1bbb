package io.grapevine.clicktracking.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.clicktracking.Edge;
import io.grapevine.clicktracking.classify.ShippedMachines;
import io.grapevine.events.Context;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class EventsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    PersonalData personalData;

    @Test
    void aPurchaseIsAcceptedAndOnTheLogAsItWasSent() {
        // Given
        var edge = Edge.open(null);
        // When
        var answer = edge.send(purchase("p1", "o1", 12900, "2026-03-01T12:00:00.1239+02:00"));
        // Then
        answer.then()
                .statusCode(202)
                .body("accepted", is(1))
                .body("events.id", contains("p1"))
                .body("events.status", contains("accepted"));
        await().atMost(SOON).untilAsserted(() -> {
            var events = TestLog.read(Topic.CONVERSIONS, edge.tenant());
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.id()).isEqualTo("p1");
                assertThat(event.source()).isEqualTo("api");
                assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
                assertThat(event.bodyHash()).hasSize(64);
                assertThat(((PurchaseRecorded) event.data()).amountMinor()).isEqualTo(12900);
            });
        });
    }

    @Test
    void theFourFormsSayTheSame() {
        // Given
        var edge = Edge.open(null);
        var data = "{\"customerId\": \"c1\"}";
        var event = "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"shop\", \"type\": \"signup\","
                + " \"time\": \"2026-03-01T12:00:00Z\", \"data\": " + data + "}";
        // When
        var binary = edge.server()
                .header("ce-specversion", "1.0")
                .header("ce-id", "binary%20one")
                .header("ce-source", "shop")
                .header("ce-type", "signup")
                .header("ce-time", "2026-03-01T12:00:00Z")
                .body(data)
                .post("/v1/events");
        var structured = edge.server()
                .contentType("application/cloudevents+json")
                .body(event.formatted("structured"))
                .post("/v1/events");
        var batch = edge.server()
                .contentType("application/cloudevents-batch+json")
                .body("[" + event.formatted("b1") + "," + event.formatted("b2") + "]")
                .post("/v1/events");
        // Then
        binary.then().statusCode(202).body("events.status", contains("accepted"));
        structured.then().statusCode(202).body("events.status", contains("accepted"));
        batch.then().statusCode(202).body("events.status", contains("accepted", "accepted"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.CONVERSIONS, edge.tenant()))
                        .extracting(kept -> kept.id())
                        .containsExactlyInAnyOrder("binary one", "structured", "b1", "b2"));
    }

    @Test
    void aBadEventIsRejectedAloneAndCanBeListed() {
        // Given
        var edge = Edge.open(null);
        // When
        var answer = edge.send(
                purchase("good", "o1", 100, "2026-03-01T12:00:00Z"),
                purchase("no-offset", "o2", 100, "2026-03-01T12:00:00"),
                "{\"type\": \"purchase\", \"id\": \"yen\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {\"orderId\": \"o\","
                        + " \"customerId\": \"c\", \"amount\": 1.5, \"currency\": \"XXX\"}}",
                "{\"type\": \"wave\", \"id\": \"what\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {}}",
                "42",
                "{\"type\": \"signup\", \"id\": \"large\", \"data\": {\"customerId\": \"c\", \"name\": \""
                        + "x".repeat(33_000) + "\"}}");
        // Then
        answer.then()
                .statusCode(202)
                .body("accepted", is(1))
                .body(
                        "events.code",
                        contains(
                                nullValue(),
                                equalTo("missing_offset"),
                                equalTo("invalid_amount"),
                                equalTo("unknown_type"),
                                equalTo("malformed"),
                                equalTo("event_too_large")))
                .body("events[2].errors.code", contains("invalid_amount", "currency_without_minor_unit"));
        await().atMost(SOON)
                .untilAsserted(() -> edge.get("/v1/events/rejected")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(5))
                        .body("items.eventId", hasItems("no-offset", "yen", "what"))
                        .body("items.find { it.eventId == 'no-offset' }.event.data.orderId", equalTo("o2"))
                        .body("items.find { it.code == 'event_too_large' }.event", nullValue()));
        edge.get("/v1/events/what").then().statusCode(200).body("status", equalTo("rejected"));
        edge.get("/v1/events/rejected?limit=2").then().body("items", hasSize(2));
    }

    @Test
    void theSameIdIsADuplicateOrAConflict() {
        // Given
        var edge = Edge.open(null);
        var event = purchase("p1", "o1", 100, "2026-03-01T12:00:00Z");
        var other = purchase("p1", "o1", 200, "2026-03-01T12:00:00Z");
        // When, then
        edge.send(event, event, other)
                .then()
                .body("accepted", is(1))
                .body("events.status", contains("accepted", "duplicate", "rejected"))
                .body("events[2].code", equalTo("event_conflict"));
        edge.send(event).then().statusCode(202).body("events.status", contains("duplicate"));
        edge.send(other).then().statusCode(202).body("events.code", contains("event_conflict"));
    }

    @Test
    void anOrderThatSaysTwoThingsIsDecidedByTimeAndShown() {
        // Given
        var edge = Edge.open(null);
        // When
        edge.send(purchase("late", "o1", 100, "2026-03-01T13:00:00Z"));
        edge.send(purchase("early", "o1", 200, "2026-03-01T12:00:00Z"));
        edge.send(
                "{\"type\": \"refund\", \"id\": \"r\", \"time\": \"2026-03-02T12:00:00Z\", \"data\": {\"refundId\": \"r1\","
                        + " \"orderId\": \"o1\", \"amount\": 1, \"currency\": \"USD\"}}");
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> edge.get("/v1/events/late")
                        .then()
                        .body("status", equalTo("conflict"))
                        .body("conflicts.code", contains("order_conflict"))
                        .body("conflicts.effectiveEventId", contains("early")));
        edge.get("/v1/events/early").then().body("status", equalTo("received")).body("conflicts", hasSize(0));
        await().atMost(SOON)
                .untilAsserted(
                        () -> edge.get("/v1/events/r").then().body("conflicts.code", contains("currency_conflict")));
    }

    @Test
    void aClickIsExplainedByItsLabelAndTheVersionThatGaveIt() {
        // Given
        var edge = Edge.open(null);
        // When
        edge.send(
                "{\"type\": \"click\", \"id\": \"c1\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {\"referralCode\":"
                        + " \"ADA-LOVES-IT\", \"userAgent\": \"curl/8.5.0\"}}",
                purchase("p1", "o1", 100, "2026-03-01T13:00:00Z"));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> edge.get("/v1/events/c1")
                        .then()
                        .body("traffic.label", equalTo("bot"))
                        .body("traffic.classifierVersion", equalTo(ShippedMachines.VERSION)));
        await().atMost(SOON)
                .untilAsserted(() -> edge.get("/v1/events/p1")
                        .then()
                        .body("type", equalTo("purchase"))
                        .body("traffic", nullValue()));
    }

    @Test
    void personalFieldsAreOnTheLogSealedOnly() {
        // Given
        var edge = Edge.open(null);
        // When
        edge.send(
                "{\"type\": \"signup\", \"id\": \"s\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {\"customerId\": \"c1\","
                        + " \"email\": \"Ana@Example.com\", \"name\": \"Ana\"}}");
        // Then
        await().atMost(SOON).untilAsserted(() -> {
            var signUp = TestLog.read(Topic.CONVERSIONS, edge.tenant(), SignUpRecorded.class)
                    .getFirst();
            var key = TestLog.read(Topic.KEYS, edge.tenant(), PersonalKeyWrapped.class)
                    .getFirst();
            assertThat(signUp.toString()).doesNotContain("Ana");
            assertThat(signUp.emailHash()).isEqualTo(personalData.emailHash(edge.tenant(), "ana@example.com"));
            assertThat(key.person()).isEqualTo("c1");
            assertThat(personalData.open(edge.tenant(), Objects.requireNonNull(signUp.personal()), key))
                    .containsEntry("email", "Ana@Example.com")
                    .containsEntry("name", "Ana");
        });
    }

    @Test
    void limitsAreRefusedWithAProblem() {
        // Given
        var edge = Edge.open(null);
        var small = purchase("p", "o", 1, "2026-03-01T12:00:00Z");
        var many = IntStream.range(0, 2501).mapToObj(i -> "{}").collect(Collectors.joining(","));
        // When, then
        edge.server().body(" ".repeat(500 * 1024 + 1)).post("/v1/events").then().statusCode(413);
        edge.server()
                .body("{\"events\": [" + many + "]}")
                .post("/v1/events")
                .then()
                .statusCode(413);
        edge.server()
                .contentType("application/cloudevents+json")
                .body(small.replace("\"o\"", "\"" + "o".repeat(33_000) + "\""))
                .post("/v1/events")
                .then()
                .statusCode(413)
                .body("code", equalTo("event_too_large"));
        edge.server()
                .body("{\"events\": [")
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed_json"));
        edge.server().body("{}").post("/v1/events").then().statusCode(400).body("code", equalTo("malformed_batch"));
        edge.server()
                .contentType("image/png")
                .body(new byte[] {1})
                .post("/v1/events")
                .then()
                .statusCode(415);
        edge.get("/v1/events/never-sent").then().statusCode(404);
    }

    @Test
    void whereASignUpCameFromIsOnTheLogAsAKeyedHash() {
        // Given
        var edge = Edge.open(null);
        var signUp = """
                {"type": "signup", "id": "%s", "data": {"customerId": "c1", "email": "x@mailinator.com", "ip": "%s"}}""";
        // When
        var answer = edge.send(signUp.formatted("there", "203.0.113.7"), signUp.formatted("name", "shop.example"));
        // Then
        answer.then().statusCode(202).body("events.status", contains("accepted", "rejected"));
        var key = personalData.networkKey(edge.tenant(), new byte[] {(byte) 203, 0, 113, 7});
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.CONVERSIONS, edge.tenant()))
                        .singleElement()
                        .satisfies(event -> {
                            var context = ((SignUpRecorded) event.data()).context();
                            assertThat(context.network()).isEqualTo(new Context.Network(key, null));
                            assertThat(context.disposableEmail()).isTrue();
                            assertThat(event.toString()).doesNotContain("203.0.113.7");
                        }));
    }

    @Test
    void aSignUpFromADataCentreIsMarkedOnTheLog() {
        // Given
        var edge = Edge.open(null);
        // When
        edge.send("""
                {"type": "signup", "id": "cloud", "data": {"customerId": "c1", "ip": "198.51.100.65"}}""");
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TestLog.read(Topic.CONVERSIONS, edge.tenant()))
                        .singleElement()
                        .satisfies(event -> assertThat(((SignUpRecorded) event.data())
                                        .context()
                                        .network())
                                .extracting(Context.Network::dataCentre)
                                .isEqualTo(true)));
    }

    @Test
    void aPublishableKeySendsAndReadsNothing() {
        // Given
        var edge = Edge.open(null);
        var body = "{\"events\": [" + purchase("p", "o", 1, "2026-03-01T12:00:00Z") + "]}";
        var browser = RestAssured.given()
                .header("Authorization", "Bearer " + edge.publishableKey())
                .header("Origin", "https://shop.example")
                .contentType("application/json");
        // When, then
        browser.body(body)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .header("Access-Control-Allow-Origin", "https://shop.example")
                .header("Access-Control-Allow-Credentials", nullValue());
        browser.get("/v1/events/p").then().statusCode(403);
        RestAssured.given()
                .header("Origin", "https://shop.example")
                .options("/v1/events")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://shop.example");
        RestAssured.given().body(body).post("/v1/events").then().statusCode(401);
    }

    private static String purchase(String id, String order, long amount, String time) {
        return """
                {"type": "purchase", "id": "%s", "time": "%s",
                 "data": {"orderId": "%s", "customerId": "c1", "amount": %d, "currency": "EUR"}}""".formatted(id, time, order, amount);
    }
}
