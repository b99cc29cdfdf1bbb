package io.grapevine.notification.mail.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.notification.Programs;
import io.grapevine.notification.Readers;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations over a real log, database and SMTP: once to an address, one reminder, left with one click, forgotten in time. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class InvitationIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration REMINDED = Duration.ofDays(5).plusMinutes(1);
    private static final Pattern LEAVE = Pattern.compile("List-Unsubscribe: <http://[^/]+(/unsubscribe/[^>]+)>");
    private static final String NO_REMINDER =
            "cast(count(*) as text) from notices where moment = 'invitation_reminder'";

    @Inject
    MutableClock clock;

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    private Readers readers;
    private final String fay = UUID.randomUUID() + "@friends.example";
    private final String gil = UUID.randomUUID() + "@friends.example";

    @BeforeEach
    void enrol() {
        readers = new Readers(transactions);
        for (var advocate : List.of("ada", "bob")) {
            var fields = Map.of("email", UUID.randomUUID() + "@shop.example", "name", advocate + " L.");
            var program = advocate.equals("ada") ? "spring" : "autumn";
            var _ = readers.enrol(personalData, "par_" + advocate, program, "en", fields);
        }
        await().atMost(SOON).until(() -> request().get("/v1/invitations").statusCode() == 200);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void aFriendIsInvitedOnceInTheAdvocatesWordsAndRemindedOnce() {
        // When: the request comes twice
        var asked = Map.of(
                "participantId", "par_ada",
                "language", "de",
                "note", "Schau mal <b>rein</b> {name}.",
                "consent", Map.of("ground", "asked"),
                "friends",
                        List.of(
                                Map.of("email", fay, "name", "Fay"),
                                Map.of("email", fay.toUpperCase(java.util.Locale.ROOT))));
        var first = invite(asked, "once").then().statusCode(202).extract().response();
        var again = invite(asked, "once");
        // Then: one invitation, of which no answer, log or table shows the address
        assertThat(first.asString()).isEqualTo(again.asString()).doesNotContain(fay);
        assertThat(first.jsonPath().getList("items.status")).containsExactly("accepted", "already_invited");
        // Nor is the address found by trying: what is kept of the request is hashed under the tenant's key
        var fingerprint = IdempotentRequest.of("once", "POST /v1/invitations", asked)
                .orElseThrow()
                .fingerprint();
        assertThat(one("fingerprint from idempotency_keys"))
                .isEqualTo(personalData.requestHash(readers.tenant, fingerprint));
        var id = first.jsonPath().getString("items[0].id");
        awaitStatus(id, "sent");
        var source = onlyMailTo(fay);
        assertThat(source)
                .contains("Subject: =?UTF-8?Q?ada_L")
                .contains("CODE-ada")
                .contains("Schau mal &lt;b&gt;rein&lt;/b&gt; {name}.")
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(one("cast(count(*) as text) from notices where channel = 'feed'"))
                .isEqualTo("0");
        assertThat(one("string_agg(cast(to_jsonb(n) as text), '') from notices n"))
                .doesNotContain("Schau", fay);
        // When: the program tells its participants news, and the tenant wishes in her place
        news();
        request()
                .body(Map.of("digest", "weekly"))
                .put("/v1/preferences/" + id)
                .then()
                .statusCode(404);
        // Then: she is no participant
        await().atMost(SOON)
                .until(() ->
                        one("cast(count(*) as text) from news where planned").equals("1"));
        assertThat(one("string_agg(distinct reader_id, ',') from notices where moment = 'news'"))
                .isEqualTo("par_ada");
        // When: time passes, and passes
        clock.advance(REMINDED);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StubMailServer.mailsTo(fay)).hasSize(2));
        clock.advance(REMINDED);
        // Then: nobody else may invite her either, and there is no second reminder
        assertThat(invite(plain("par_ada", fay), "later").jsonPath().getList("items.status"))
                .containsExactly("already_invited");
        assertThat(shown(id).getString("reminder.status")).isEqualTo("sent");
        assertThat(StubMailServer.mailsTo(fay)).hasSize(2);
        // When: the term is over
        clock.advance(Duration.ofDays(31));
        // Then
        await().atMost(SOON)
                .until(() -> one("cast(count(*) as text) from readers where reader_id like 'inv%'")
                        .equals("0"));
        assertThat(one("cast(count(*) as text) from personal_keys where person = '" + id + "'"))
                .isEqualTo("0");
        assertThat(shown(id).getString("ground")).isEqualTo("asked");
    }

    @Test
    void whoLeavesIsNeitherRemindedNorInvitedByAnybodyOfTheTenant() {
        // Given
        var id = invite(plain("par_ada", fay), "a").jsonPath().getString("items[0].id");
        awaitStatus(id, "sent");
        var link = LEAVE.matcher(onlyMailTo(fay));
        assertThat(link.find()).isTrue();
        // When: a scanner follows the link, which changes nothing; then her mail program leaves
        assertThat(given().get(link.group(1)).asString()).contains("No more invitations?");
        assertThat(shown(id).getString("status")).isEqualTo("sent");
        given().contentType(ContentType.URLENC)
                .body("List-Unsubscribe=One-Click")
                .post(link.group(1))
                .then()
                .statusCode(200);
        // Then
        assertThat(shown(id).getString("status")).isEqualTo("left");
        assertThat(invite(plain("par_bob", fay), "b").jsonPath().getList("items.status"))
                .containsExactly("left");
        clock.advance(REMINDED);
        awaitReminder("dropped unsubscribed");
        assertThat(StubMailServer.mailsTo(fay)).hasSize(1);
    }

    @Test
    void whoSignedUpIsNotReminded() {
        // Given
        var id = invite(plain("par_ada", fay), "a").jsonPath().getString("items[0].id");
        awaitStatus(id, "sent");
        // When
        signUp("fay", fay);
        // Then
        awaitStatus(id, "joined");
        clock.advance(REMINDED);
        awaitReminder("dropped overtaken");
        assertThat(StubMailServer.mailsTo(fay)).hasSize(1);
        assertThat(invite(plain("par_bob", fay), "b").jsonPath().getList("items.status"))
                .containsExactly("already_here");
    }

    @Test
    void theAdvocateSwitchesTheReminderOffOrTakesItAllBack() {
        // Given
        var kept = invite(plain("par_ada", fay), "a").jsonPath().getString("items[0].id");
        var taken = invite(plain("par_bob", gil), "b").jsonPath().getString("items[0].id");
        awaitStatus(kept, "sent");
        awaitStatus(taken, "sent");
        // When
        request()
                .body(Map.of("reminder", false))
                .patch("/v1/invitations/" + kept)
                .then()
                .statusCode(200);
        for (var time = 1; time <= 2; time++)
            request().delete("/v1/invitations/" + taken).then().statusCode(200);
        // Then: what was taken back is forgotten at once
        assertThat(shown(taken).getString("status")).isEqualTo("taken_back");
        assertThat(one("cast(count(*) as text) from readers where reader_id like 'inv%'"))
                .isEqualTo("1");
        clock.advance(REMINDED);
        await().atMost(SOON)
                .until(() -> one(NO_REMINDER + " and status = 'dropped' and last_error = 'overtaken'")
                        .equals("2"));
        assertThat(StubMailServer.mailsTo(fay)).hasSize(1);
        assertThat(StubMailServer.mailsTo(gil)).hasSize(1);
        assertThat(request().get("/v1/invitations?limit=1").jsonPath().getList("items.id"))
                .containsExactly(taken);
        assertThat(request()
                        .get("/v1/invitations?participantId=par_ada")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(kept);
    }

    @Test
    void whomAnErasedAdvocateInvitedIsForgottenAndNotReminded() {
        // Given
        var id = invite(plain("par_ada", fay), "once").jsonPath().getString("items[0].id");
        awaitStatus(id, "sent");
        var keyId = one("key_id from readers where reader_id = 'par_ada'");
        // When
        readers.erase("par_ada", keyId);
        awaitStatus(id, "taken_back");
        // Then
        assertThat(one("cast(count(*) as text) from readers where reader_id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(one("cast(count(*) as text) from personal_keys")).isEqualTo("1");
        assertThat(invite(plain("par_ada", gil), "more").statusCode()).isEqualTo(422);
        clock.advance(Duration.ofDays(6));
        awaitReminder("dropped overtaken");
        assertThat(onlyMailTo(fay)).contains("CODE-ada");
    }

    @Test
    void anAdvocateInvitesSoManyADayAndNobodyWithoutGround() {
        var many = new HashMap<String, Object>(plain("par_ada", fay));
        many.put(
                "friends",
                java.util.stream.IntStream.range(0, 50)
                        .mapToObj(each -> Map.of("email", each + "-" + fay))
                        .toList());
        invite(many, "many").then().statusCode(202);
        var refused = invite(plain("par_ada", gil), "more");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(refused.jsonPath().getString("code")).isEqualTo("too_many_invitations");
        var groundless = new HashMap<String, Object>(plain("par_bob", gil));
        groundless.remove("consent");
        assertThat(invite(groundless, "c").jsonPath().getString("errors[0].pointer"))
                .isEqualTo("/consent");
        assertThat(invite(plain("par_nobody", gil), "d").jsonPath().getString("errors[0].pointer"))
                .isEqualTo("/participantId");
        request().get("/v1/invitations/inv_none").then().statusCode(404);
        request().delete("/v1/invitations/inv_none").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/invitations")
                .then()
                .statusCode(401);
    }

    private static Map<String, Object> plain(String participantId, String email) {
        return Map.of(
                "participantId", participantId,
                "consent", Map.of("ground", "opted_in"),
                "friends", List.of(Map.of("email", email)));
    }

    private Response invite(Map<String, Object> body, String idempotencyKey) {
        return request().header("Idempotency-Key", idempotencyKey).body(body).post("/v1/invitations");
    }

    private void news() {
        TestLog.append(stated(Programs.named("spring", 1, "Spring")));
        await().atMost(SOON)
                .until(() -> request()
                                .body(Map.of("title", "Neu", "text", "Eins."))
                                .post("/v1/programs/spring/news")
                                .statusCode()
                        == 202);
    }

    private void signUp(String customerId, String email) {
        readers.signUp(personalData, customerId, "en", Map.of("email", email));
    }

    private io.restassured.path.json.JsonPath shown(String id) {
        return request().get("/v1/invitations/" + id).jsonPath();
    }

    private void awaitStatus(String id, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shown(id).getString("status")).isEqualTo(status));
    }

    private void awaitReminder(String end) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                one(
                                        "coalesce(max(status || ' ' || coalesce(last_error, '')), '') from notices where moment = 'invitation_reminder'"))
                        .isEqualTo(end));
    }

    private static String onlyMailTo(String recipient) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(StubMailServer.mailsTo(recipient)).hasSize(1));
        return StubMailServer.mailsTo(recipient)
                .getFirst()
                .source()
                .replaceAll("=\\r?\\n", "")
                .replaceAll("\\r?\\n[ \\t]+", " ");
    }

    private <T extends EventData> Event<T> stated(T data) {
        return readers.stated(data, clock.instant());
    }

    private RequestSpecification request() {
        return readers.asServer();
    }

    private String one(String query) {
        return readers.one("select " + query);
    }
}
