package io.grapevine.notification.text.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.Readers;
import io.grapevine.notification.StubProviders;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** SMS and chat from the log to providers that behave well, badly and not at all. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubProviders.class)
@NullUnmarked
class TextIT {

    private static final String SMS = "/2010-04-01/Accounts/AC1/Messages.json";
    private static final String CHAT = "/chat";

    @Inject
    TenantTransactions transactions;

    @Inject
    PersonalData personalData;

    private final String chat = "ada-" + UUID.randomUUID();
    private final String mine = "+4072" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);

    @Test
    void textsGoToTheNumberThatTheParticipantGave() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.json(201, "{\"sid\":\"SM1\"}"));
        var _ = StubProviders.at(CHAT, StubProviders.status(202));
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", "+40 721 234 567"), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat), 204);
        // When
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "sms", "sent ");
        readers.awaitNotice("rew_1", "chat", "sent ");
        assertThat(StubProviders.callsTo(SMS)).anySatisfy(call -> {
            assertThat(call.text())
                    .startsWith("To=%2B40721234567&From=%2B40721000000&Body=")
                    .contains("12.50");
            assertThat(call.header("authorization")).isEqualTo("Basic QUMxOnNlY3JldA==");
        });
        assertThat(toMe()).singleElement().satisfies(call -> {
            assertThat(call.header("idempotency-key")).startsWith("ntf_").endsWith("-chat");
            assertThat(new JsonPath(call.text()).getString("text")).contains("12.50");
        });
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("sms")).containsExactly("delivered"));
        // And what is kept names nobody
        assertThat(readers.one("select string_agg(sealed, ' ') from addresses"))
                .doesNotContain("721234567")
                .doesNotContain(chat);
        readers.asServer()
                .get("/v1/addresses/par_ada")
                .then()
                .statusCode(200)
                .body("items.channel", equalTo(List.of("chat", "sms")))
                .body("items[1].address", equalTo("…567"));
    }

    @Test
    void whatBreaksOffComesAgainUnderTheSameKeyWhereThatIsDroppedAndNowhereElse() {
        // Given
        var _ = StubProviders.at(SMS, exchange -> exchange.close());
        var _ = StubProviders.at(CHAT, exchange -> {
            if (toMe().size() > 1) exchange.sendResponseHeaders(200, -1);
            else exchange.close();
        });
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", "+40721234567"), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat), 204);
        // When
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "sms", "unknown broken_off");
        readers.awaitNotice("rew_1", "chat", "sent ");
        assertThat(toMe()).hasSize(2);
        assertThat(toMe().getFirst().header("idempotency-key"))
                .isEqualTo(toMe().getLast().header("idempotency-key"));
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("sms")).containsExactly("unknown"));
    }

    @Test
    void aProviderThatHangsDelaysNoOtherChannel() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.hang());
        var _ = StubProviders.at(CHAT, StubProviders.status(200));
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", "+40721234567"), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat), 204);
        // When: more than the lane of texts takes at once
        for (var reward = 1; reward <= 8; reward++) readers.release("rew_" + reward, "par_ada");
        // Then
        for (var reward = 1; reward <= 8; reward++) readers.awaitNotice("rew_" + reward, "chat", "sent ");
        assertThat(
                        readers.one(
                                "select cast(count(*) as text) from notices where channel = 'sms' and status in ('pending', 'sending')"))
                .isNotEqualTo("0");
        for (var reward = 1; reward <= 8; reward++) readers.awaitNotice("rew_" + reward, "sms", "unknown broken_off");
    }

    @Test
    void aNumberThatTheProviderKnowsToBeGoneIsForgotten() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.json(400, "{\"code\": 21610, \"message\": \"unsubscribed\"}"));
        var _ = StubProviders.at(CHAT, StubProviders.status(410));
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", mine), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat), 204);
        // When
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "sms", "no_address no_address");
        readers.awaitNotice("rew_1", "chat", "no_address no_address");
        assertThat(readers.one("select cast((select count(*) from addresses) + (select count(*) from reader_channels)"
                        + " as text)"))
                .isEqualTo("0");
    }

    @Test
    void newsGoesOnlyToWhoAgreed() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.status(201));
        var _ = StubProviders.at(CHAT, StubProviders.status(200));
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", "+40721234567"), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat, "promotional", true), 204);
        readers.knowProgram();
        // When
        readers.asServer()
                .body(Map.of("title", "A new season", "text", "It begins."))
                .post("/v1/programs/demo/news")
                .then()
                .statusCode(202);
        // Then
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(
                                readers.one(
                                        "select coalesce(string_agg(channel || ' ' || status || ' ' || coalesce(last_error, ''),"
                                                + " '; ' order by channel), '') from notices where moment = 'news' and channel in ('sms', 'chat')"))
                        .isEqualTo("chat sent ; sms dropped no_consent"));
        assertThat(new JsonPath(toMe().getFirst().text()).getString("text"))
                .contains("A new season")
                .contains("/unsubscribe/");
    }

    @Test
    void anAddressIsTheTenantsToGiveAndToTakeBack() {
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", "0721234567"), 422);
        put(readers, "par_ada", "sms", Map.of(), 422);
        put(readers, "par_nobody", "sms", Map.of("address", "+40721234567"), 404);
        put(readers, "par_ada", "fax", Map.of("address", "+40721234567"), 404);
        String token = readers.asServer()
                .body(Map.of("participantId", "par_ada"))
                .post("/v1/participant-tokens")
                .path("token");
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Map.of("address", "+40721234567"))
                .put("/v1/addresses/par_ada/sms")
                .then()
                .statusCode(403);
        put(readers, "par_ada", "sms", Map.of("address", "+40721234567"), 204);
        readers.asServer().delete("/v1/addresses/par_ada/sms").then().statusCode(204);
        readers.asServer().delete("/v1/addresses/par_ada/sms").then().statusCode(404);
        assertThat(readers.one("select cast(count(*) as text) from reader_channels"))
                .isEqualTo("0");
    }

    @Test
    void whoIsErasedHasNoNumberAnyMore() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.status(201));
        var _ = StubProviders.at(CHAT, StubProviders.status(200));
        var readers = new Readers(transactions, "par_bob");
        var keyId = readers.enrol(personalData, "par_ada");
        for (var participantId : List.of("par_ada", "par_bob")) {
            put(readers, participantId, "sms", Map.of("address", "+40721234567"), 204);
            put(readers, participantId, "chat", Map.of("address", chat), 204);
        }
        // When
        readers.erase("par_ada", keyId);
        readers.release("rew_1", "par_ada");
        readers.release("rew_2", "par_bob");
        // Then
        readers.awaitNotice("rew_2", "chat", "sent ");
        readers.awaitNotice("rew_1", "email", "no_address ");
        readers.awaitNotice("rew_1", "sms", "");
        readers.awaitNotice("rew_1", "chat", "");
        assertThat(readers.one("select string_agg(distinct reader_id, ' ') from addresses"))
                .isEqualTo("par_bob");
        assertThat(readers.one("select string_agg(distinct reader_id, ' ') from reader_channels"))
                .isEqualTo("par_bob");
        assertThat(toMe()).hasSize(1);
        put(readers, "par_ada", "sms", Map.of("address", "+40721234567"), 404);
        // When the other, who has no key, is taken away
        readers.takeAway("par_bob");
        // Then
        assertThat(readers.one("select cast(count(*) as text) from addresses")).isEqualTo("0");
    }

    @Test
    void whatACrashLeftBehindIsSentAgainOnlyWhereRepetitionsAreDropped() {
        // Given
        var _ = StubProviders.at(SMS, StubProviders.status(201));
        var _ = StubProviders.at(CHAT, StubProviders.status(200));
        var readers = new Readers(transactions, "par_ada");
        put(readers, "par_ada", "sms", Map.of("address", mine), 204);
        put(readers, "par_ada", "chat", Map.of("address", chat), 204);
        // When
        readers.leaveBehind("rew_1", "par_ada", "sms");
        readers.leaveBehind("rew_1", "par_ada", "chat");
        // Then
        readers.awaitNotice("rew_1", "sms", "unknown left_behind");
        readers.awaitNotice("rew_1", "chat", "sent ");
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("sms")).containsExactly("unknown"));
        assertThat(StubProviders.callsTo(SMS))
                .noneMatch(call -> call.text().contains(URLEncoder.encode(mine, StandardCharsets.UTF_8)));
        assertThat(toMe())
                .singleElement()
                .satisfies(call -> assertThat(call.header("idempotency-key"))
                        .isEqualTo(readers.one("select notice_id from notices where channel = 'chat'")));
    }

    private List<StubProviders.Call> toMe() {
        return StubProviders.callsTo(CHAT).stream()
                .filter(call -> call.text().contains(chat))
                .toList();
    }

    private static void put(
            Readers readers, String participantId, String channel, Map<String, Object> body, int status) {
        readers.asServer()
                .body(body)
                .put("/v1/addresses/" + participantId + "/" + channel)
                .then()
                .statusCode(status);
    }
}
