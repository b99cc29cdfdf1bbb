package io.grapevine.programs.participant.adapter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.Topic;
import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class ParticipantIT {

    private static final String PEOPLE = "/v1/programs/spring/participants";

    @Inject
    PersonalData personalData;

    @Test
    void anEnrolledPersonHasEverythingToShare() {
        // Given
        var site = Site.open().withProgram("spring");
        // When
        var answer = site.server()
                .body(Map.of("externalId", "user-1", "referralCode", "ANA10"))
                .post(PEOPLE);
        // Then
        answer.then()
                .statusCode(201)
                .body("id", startsWith("par_"))
                .body("externalId", equalTo("user-1"))
                .body("referralCode", equalTo("ANA10"))
                .body("referralLink", equalTo("http://localhost:8080/r/ANA10"))
                .body("shareLinks.whatsapp", containsString("http%3A%2F%2Flocalhost%3A8080%2Fr%2FANA10"))
                .body("shareLinks.keySet()", hasSize(7))
                .body("qr", startsWith("http://localhost:8080/v1/programs/spring/participants/par_"));
    }

    @Test
    void participantAndLinkAreOnTheLogAndPersonalFieldsOnlySealed() {
        // Given
        var site = Site.open().withProgram("spring");
        // When
        var id = site.enrolled(
                "spring", Map.of("externalId", "u", "email", "Ana@Example.com", "name", "Ana", "locale", "es"));
        // Then
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.LINKS, site.tenantId(), LinkPublished.class))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.participantId()).isEqualTo(id);
                    assertThat(link.destination()).isEqualTo("https://shop.example/welcome");
                    assertThat(link.effectiveFrom()).isNull();
                }));
        var key = TestLog.read(Topic.KEYS, site.tenantId(), PersonalKeyWrapped.class)
                .getFirst();
        var participant = TestLog.read(Topic.PARTICIPANTS, site.tenantId(), ParticipantPublished.class)
                .getFirst();
        assertThat(participant.toString()).doesNotContainIgnoringCase("ana@example.com");
        assertThat(participant.emailHash()).isEqualTo(personalData.emailHash(site.tenantId(), "ana@example.com"));
        assertThat(participant.locale()).isEqualTo("es");
        assertThat(personalData.open(site.tenantId(), requireNonNull(participant.personal()), key))
                .isEqualTo(Map.of("email", "Ana@Example.com", "name", "Ana"));
    }

    @Test
    void enrollingAgainAnswersTheSameParticipant() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "u"));
        // When
        var again = site.server().body(Map.of("externalId", "u")).post(PEOPLE);
        // Then
        again.then().statusCode(200).body("id", equalTo(id)).body("referralCode", matchesPattern("[2-9A-HJ-NP-Z]{12}"));
    }

    @Test
    void aNewAddressReplacesTheOldAndTheSameChangesNothing() {
        // Given
        var site = Site.open().withProgram("spring");
        site.enrol("spring", Map.of("externalId", "u", "email", "old@example.com", "name", "Ana"));
        // When
        List.of("old@example.com", "new@example.com", "new@example.com")
                .forEach(email -> site.server()
                        .body(Map.of("externalId", "u", "email", email, "name", "Ana"))
                        .post(PEOPLE)
                        .then()
                        .statusCode(200));
        site.server().body(Map.of("externalId", "u")).post(PEOPLE).then().statusCode(200);
        site.enrol("spring", Map.of("externalId", "last"));
        // Then
        await().untilAsserted(() -> assertThat(
                        TestLog.read(Topic.PARTICIPANTS, site.tenantId(), ParticipantPublished.class))
                .extracting(ParticipantPublished::externalId, ParticipantPublished::emailHash)
                .containsExactlyInAnyOrder(
                        tuple("u", personalData.emailHash(site.tenantId(), "old@example.com")),
                        tuple("u", personalData.emailHash(site.tenantId(), "new@example.com")),
                        tuple("last", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/programs/%00/participants", "/v1/programs/spring/participants/%00",
                        "/v1/programs/spring/participants/par_1",
                "/v1/programs/spring/participants/%00/qr", "/v1/programs/%00", "/v1/programs/%00/versions",
                "/v1/programs/%00/versions/1", "/v1/programs/spring/versions/0",
                        "/v1/programs/spring/versions/99999999999"
            })
    void whatCannotExistIsNotFound(String path) {
        // Given
        var site = Site.open().withProgram("spring");
        // When
        var answer = site.server().urlEncodingEnabled(false).get(path);
        // Then
        answer.then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void anIdWithControlCharactersIsRefusedAsAQuestionToo() {
        // Given
        var site = Site.open().withProgram("spring");
        // When
        var answer = site.server().urlEncodingEnabled(false).get(PEOPLE + "?externalId=a%00");
        // Then
        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/externalId"));
    }

    @Test
    void aNewCodeOfAKnownPersonIsAFurtherCode() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "u", "referralCode", "ONE"));
        // When
        var again = site.server()
                .body(Map.of("externalId", "u", "referralCode", "TWO"))
                .post(PEOPLE);
        // Then
        again.then().statusCode(200).body("id", equalTo(id)).body("referralCode", equalTo("ONE"));
        site.server().get(PEOPLE + "/" + id).then().statusCode(200).body("codes", contains("ONE", "TWO"));
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.LINKS, site.tenantId(), LinkPublished.class))
                .extracting(LinkPublished::code)
                .containsExactlyInAnyOrder("ONE", "TWO"));
    }

    @Test
    void aCodeOfAnotherPersonIsTaken() {
        // Given
        var site = Site.open().withProgram("spring");
        site.enrol("spring", Map.of("externalId", "a", "referralCode", "ONE"));
        // When
        var answer = site.server()
                .body(Map.of("externalId", "b", "referralCode", "ONE"))
                .post(PEOPLE);
        // Then
        answer.then().statusCode(409).contentType("application/problem+json").body("code", equalTo("code_taken"));
        site.server().get(PEOPLE + "?externalId=b").then().body("items", hasSize(0));
    }

    @Test
    void anotherTenantMayHaveTheSameCode() {
        // Given
        Site.open().withProgram("spring").enrol("spring", Map.of("externalId", "a", "referralCode", "SAME"));
        var other = Site.open().withProgram("spring");
        // When
        var answer = other.server()
                .body(Map.of("externalId", "a", "referralCode", "SAME"))
                .post(PEOPLE);
        // Then
        answer.then().statusCode(201);
    }

    @Test
    void aPersonEnrolledTwentyTimesAtOnceEndsAsOne() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        List<Callable<String>> requests = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(i -> () -> {
                    var answer =
                            site.server().body(Map.of("externalId", "same")).post(PEOPLE);
                    return answer.statusCode() < 300 ? answer.path("id") : "status " + answer.statusCode();
                })
                .toList();
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            var ids =
                    threads.invokeAll(requests).stream().map(f -> f.resultNow()).distinct();
            // Then
            assertThat(ids).hasSize(1).first().asString().startsWith("par_");
        }
    }

    @Test
    void aCodeAskedForByManyAtOnceGoesToOne() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        List<Callable<Integer>> requests = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> site.server()
                        .body(Map.of("externalId", "u" + i, "referralCode", "WANTED"))
                        .post(PEOPLE)
                        .statusCode())
                .toList();
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            var statuses =
                    threads.invokeAll(requests).stream().map(f -> f.resultNow()).toList();
            // Then
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(19);
        }
    }

    @Test
    void theSameRequestIsCarriedOutOnceAndAnsweredAlike() {
        // Given
        var site = Site.open().withProgram("spring");
        var body = Map.of("externalId", "u");
        var first = site.server().header("Idempotency-Key", "k1").body(body).post(PEOPLE);
        // When
        var second = site.server().header("Idempotency-Key", "k1").body(body).post(PEOPLE);
        var other = site.server()
                .header("Idempotency-Key", "k1")
                .body(Map.of("externalId", "v"))
                .post(PEOPLE);
        // Then
        second.then().statusCode(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        other.then().statusCode(409).body("code", equalTo("idempotency_conflict"));
    }

    @Test
    void aBatchAnswersForEachParticipant() {
        // Given
        var site = Site.open().withProgram("spring");
        site.enrol("spring", Map.of("externalId", "a", "referralCode", "ONE"));
        var people = List.of(
                Map.of("externalId", "b", "referralCode", "TWO"),
                Map.of("externalId", "b", "referralCode", "THREE"),
                Map.of("externalId", "c", "referralCode", "ONE"),
                Map.of("externalId", "d", "referralCode", "no code"),
                Map.of("externalId", "a"));
        // When
        var answer = site.server().body(Map.of("participants", people)).post(PEOPLE + "/batch");
        // Then
        answer.then()
                .statusCode(200)
                .body("participants.status", contains(201, 200, 409, 422, 200))
                .body("participants.code", contains(null, null, "code_taken", "invalid_request", null))
                .body("participants[3].errors[0].pointer", equalTo("/referralCode"))
                .body("participants[1].participant.referralCode", equalTo("TWO"))
                .body("created", equalTo(1))
                .body("existing", equalTo(2))
                .body("rejected", equalTo(2));
    }

    @Test
    void fiveHundredAndOneParticipantsAreTooMany() {
        // Given
        var site = Site.open().withProgram("spring");
        var most = IntStream.range(0, 500)
                .mapToObj(i -> Map.of("externalId", "u" + i))
                .toList();
        var tooMany = IntStream.range(0, 501)
                .mapToObj(i -> Map.of("externalId", "v" + i))
                .toList();
        // When
        var taken = site.server().body(Map.of("participants", most)).post(PEOPLE + "/batch");
        var refused = site.server().body(Map.of("participants", tooMany)).post(PEOPLE + "/batch");
        // Then
        taken.then().statusCode(200).body("created", equalTo(500));
        refused.then().statusCode(422).body("errors[0].pointer", equalTo("/participants"));
    }

    @Test
    void listsGoOnByCursor() {
        // Given
        var site = Site.open().withProgram("spring");
        List.of("a", "b", "c").forEach(id -> site.enrol("spring", Map.of("externalId", id)));
        // When
        var first = site.server().get(PEOPLE + "?limit=2");
        var second = site.server().get(PEOPLE + "?limit=2&cursor=" + first.path("next"));
        // Then
        first.then().statusCode(200).body("items.externalId", contains("a", "b"));
        second.then().body("items.externalId", contains("c")).body("next", nullValue());
    }

    @Test
    void anExternalIdFindsItsParticipant() {
        // Given
        var site = Site.open().withProgram("spring");
        site.enrol("spring", Map.of("externalId", "shop:1 ü"));
        site.enrol("spring", Map.of("externalId", "other"));
        // When
        var found = site.server().queryParam("externalId", "shop:1 ü").get(PEOPLE);
        // Then
        found.then().statusCode(200).body("items.externalId", contains("shop:1 ü"));
    }

    @Test
    void theQrCodeSaysTheReferralLink() throws Exception {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a", "referralCode", "ANA10"));
        // When
        var svg = site.server().get(PEOPLE + "/" + id + "/qr");
        var png = site.server().get(PEOPLE + "/" + id + "/qr?format=png");
        // Then
        svg.then().statusCode(200).contentType("image/svg+xml").body(containsString("viewBox"));
        png.then().statusCode(200).contentType("image/png");
        assertThat(QrCodeTest.textIn(png.asByteArray())).isEqualTo("http://localhost:8080/r/ANA10");
    }

    @Test
    void aDeepLinkLeadsBelowTheProgramsSite() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a"));
        var deep = Map.of("participantId", id, "code", "SUMMER", "destination", "https://shop.example/summer");
        // When
        var made = site.server().body(deep).post("/v1/programs/spring/links");
        var again = site.server().body(deep).post("/v1/programs/spring/links");
        // Then
        made.then()
                .statusCode(201)
                .body("id", startsWith("lnk_"))
                .body("destination", equalTo("https://shop.example/summer"))
                .body("referralLink", equalTo("http://localhost:8080/r/SUMMER"));
        again.then().statusCode(200).body("id", equalTo(made.path("id")));
    }

    @Test
    void aLinkToAnotherSiteIsRefused() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a"));
        // When
        var answer = site.server()
                .body(Map.of("participantId", id, "destination", "https://shop.example.evil.example/"))
                .post("/v1/programs/spring/links");
        // Then
        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/destination"));
    }

    @Test
    void linksFollowTheProgramToANewDestination() {
        // Given
        var site = Site.open().withProgram("spring");
        var id = site.enrolled("spring", Map.of("externalId", "a", "referralCode", "ONE"));
        site.server()
                .body(Map.of("participantId", id, "code", "DEEP", "destination", "https://shop.example/deep"))
                .post("/v1/programs/spring/links")
                .then()
                .statusCode(201);
        // When
        site.server()
                .body(Map.of("name", "Spring", "destination", "https://shop.example/new"))
                .put("/v1/programs/spring")
                .then()
                .statusCode(201);
        // Then
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.LINKS, site.tenantId(), LinkPublished.class))
                .extracting(LinkPublished::code, LinkPublished::destination)
                .containsExactlyInAnyOrder(
                        tuple("ONE", "https://shop.example/welcome"),
                        tuple("DEEP", "https://shop.example/deep"),
                        tuple("ONE", "https://shop.example/new")));
    }

    @Test
    void anUnknownProgramIsNotFound() {
        // Given
        var site = Site.open();
        // When
        var answer = site.server().body(Map.of("externalId", "a")).post(PEOPLE);
        // Then
        answer.then().statusCode(404).contentType("application/problem+json").body("code", equalTo("not_found"));
    }
}
