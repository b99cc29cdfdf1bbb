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
    void anUnknownProgramIsNotFound() {
        // Given
        var site = Site.open();
        // When
        var answer = site.server().body(Map.of("externalId", "a")).post(PEOPLE);
        // Then
        answer.then().statusCode(404).contentType("application/problem+json").body("code", equalTo("not_found"));
    }
}
