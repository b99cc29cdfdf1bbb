package io.grapevine.notification.telegram.adapter;

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
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Telegram against a Bot API of the test's own: linked by a link, told in plain text, let go. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubProviders.class)
@NullUnmarked
class TelegramIT {

    private static final String SEND = "/bot1:bot/sendMessage";

    @Inject
    TenantTransactions transactions;

    @Inject
    PersonalData personalData;

    private final long chat = ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L);

    @Test
    void whoFollowsTheLinkIsToldInTelegramAndWhoStopsIsNot() {
        // Given
        var _ = StubProviders.at(SEND, StubProviders.json(200, "{\"ok\":true}"));
        var readers = new Readers(transactions, "par_ada", "par_bob");
        var token = link(readers, "par_ada");
        // When: the update comes twice
        says("/start " + token).then().statusCode(200).body("method", equalTo("sendMessage"));
        says("/start " + token).then().statusCode(200);
        readers.release("rew_1", "par_ada");
        readers.release("rew_2", "par_bob");
        // Then
        readers.awaitNotice("rew_1", "telegram", "sent ");
        readers.awaitNotice("rew_2", "feed", "sent ");
        readers.awaitNotice("rew_2", "telegram", "");
        assertThat(toMe()).singleElement().satisfies(message -> {
            assertThat(message.getString("text")).contains("12.50");
            assertThat(message.getString("parse_mode")).isNull();
        });
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("telegram")).containsExactly("delivered"));
        assertThat(readers.one("select string_agg(sealed || address_hash, ' ') from addresses"))
                .doesNotContain(Long.toString(chat));
        // When
        says("/stop").then().statusCode(200);
        readers.release("rew_3", "par_ada");
        // Then
        readers.awaitNotice("rew_3", "feed", "sent ");
        readers.awaitNotice("rew_3", "telegram", "");
    }

    @Test
    void whoBlockedTheBotIsForgotten() {
        // Given
        var readers = new Readers(transactions, "par_ada");
        var _ = says("/start " + link(readers, "par_ada"));
        var _ = StubProviders.at(
                SEND,
                StubProviders.json(403, "{\"ok\":false,\"description\":\"Forbidden: bot was blocked by the user\"}"));
        // When
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "telegram", "no_address no_address");
        assertThat(readers.one("select cast(count(*) as text) from reader_channels"))
                .isEqualTo("0");
        assertThat(readers.one("select cast(count(*) as text) from addresses")).isEqualTo("0");
    }

    @Test
    void whoIsErasedHasNoChatAndNoLinkAnyMore() {
        // Given
        var _ = StubProviders.at(SEND, StubProviders.json(200, "{\"ok\":true}"));
        var readers = new Readers(transactions);
        var keyId = readers.enrol(personalData, "par_ada");
        var _ = says("/start " + link(readers, "par_ada"));
        var unused = link(readers, "par_ada");
        // When
        readers.erase("par_ada", keyId);
        says("/start " + unused).then().statusCode(200);
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "email", "no_address ");
        readers.awaitNotice("rew_1", "telegram", "");
        assertThat(readers.one("select cast((select count(*) from addresses) + (select count(*) from telegram_links)"
                        + " + (select count(*) from reader_channels) as text)"))
                .isEqualTo("0");
        assertThat(toMe()).isEmpty();
        readers.asServer().post("/v1/addresses/par_ada/telegram/link").then().statusCode(404);
    }

    @Test
    void whatACrashLeftBehindEndsAsUnknownAndIsNotSentAgain() {
        // Given
        var _ = StubProviders.at(SEND, StubProviders.json(200, "{\"ok\":true}"));
        var readers = new Readers(transactions, "par_ada");
        var _ = says("/start " + link(readers, "par_ada"));
        // When
        readers.leaveBehind("rew_1", "par_ada", "telegram");
        // Then
        readers.awaitNotice("rew_1", "telegram", "unknown left_behind");
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("telegram")).containsExactly("unknown"));
        assertThat(toMe()).isEmpty();
    }

    @Test
    void aBusyBotApiIsObeyed() {
        // Given
        var readers = new Readers(transactions, "par_ada");
        var _ = says("/start " + link(readers, "par_ada"));
        var _ = StubProviders.at(SEND, exchange -> {
            var isFirst = toMe().size() <= 1;
            (isFirst
                            ? StubProviders.json(429, "{\"ok\":false,\"parameters\":{\"retry_after\":9}}")
                            : StubProviders.json(200, "{\"ok\":true}"))
                    .answer(exchange);
        });
        // When
        var started = System.nanoTime();
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "telegram", "sent ");
        assertThat(toMe()).hasSize(2);
        assertThat(System.nanoTime() - started).isGreaterThan(9_000_000_000L);
    }

    @Test
    void aLinkIsGoodOnceForAnHourAndFromTelegramOnly() {
        var readers = new Readers(transactions, "par_ada");
        var old = link(readers, "par_ada");
        var _ = link(readers, "par_ada");
        // A new link ended the one before
        says("/start " + old).then().statusCode(200);
        assertThat(readers.one("select cast(count(*) as text) from addresses")).isEqualTo("0");
        // Somebody who is not Telegram
        given().contentType(ContentType.JSON)
                .header("X-Telegram-Bot-Api-Secret-Token", "guessed")
                .body(update("/start " + link(readers, "par_ada")))
                .post("/telegram/updates")
                .then()
                .statusCode(401);
        given().contentType(ContentType.JSON)
                .body(update("/stop"))
                .post("/telegram/updates")
                .then()
                .statusCode(401);
        assertThat(readers.one("select cast(count(*) as text) from addresses")).isEqualTo("0");
        readers.asServer().post("/v1/addresses/par_nobody/telegram/link").then().statusCode(404);
    }

    private Response says(String text) {
        return given().contentType(ContentType.JSON)
                .header("X-Telegram-Bot-Api-Secret-Token", "from-telegram")
                .body(update(text))
                .post("/telegram/updates");
    }

    private Map<String, Object> update(String text) {
        return Map.of("update_id", 1, "message", Map.of("chat", Map.of("id", chat, "type", "private"), "text", text));
    }

    private static String link(Readers readers, String participantId) {
        String url = readers.asServer()
                .post("/v1/addresses/" + participantId + "/telegram/link")
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        assertThat(url).startsWith("https://t.me/vine_bot?start=");
        return url.substring(url.indexOf('=') + 1);
    }

    private List<JsonPath> toMe() {
        return StubProviders.callsTo(SEND).stream()
                .map(call -> new JsonPath(call.text()))
                .filter(message -> message.getString("chat_id").equals(Long.toString(chat)))
                .toList();
    }
}
