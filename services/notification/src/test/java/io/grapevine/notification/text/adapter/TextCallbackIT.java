package io.grapevine.notification.text.adapter;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What providers say later, signed as they sign, and what strangers say, who cannot. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubProviders.class)
@NullUnmarked
class TextCallbackIT {

    private static final String SMS = "/2010-04-01/Accounts/AC1/Messages.json";
    private static final String CHAT = "/chat";

    @Inject
    TenantTransactions transactions;

    private final String number = "+4072" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    private final String chat = "ada-" + UUID.randomUUID();

    @Test
    void aTextThatWasTakenAndLostLaterIsToldSoOnceAndTheNumberIsForgotten() throws Exception {
        // Given
        var readers = reachable("par_ada");
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "sms", "sent ");
        var url = reportUrlOf(SMS);
        // When: a step on the way, then the end, twice, then an impossible word
        sms(url, Map.of("MessageStatus", "sent", "To", number)).then().statusCode(204);
        readers.awaitNotice("rew_1", "sms", "sent ");
        var lost = Map.of("MessageStatus", "undelivered", "ErrorCode", "30005", "To", number);
        for (var time = 1; time <= 2; time++) sms(url, lost).then().statusCode(204);
        sms(url, Map.of("MessageStatus", "delivered", "To", number)).then().statusCode(204);
        // Then
        readers.awaitNotice("rew_1", "sms", "failed reported_30005");
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("sms")).containsExactly("delivered", "dead_letter"));
        assertThat(channels(readers)).isEqualTo("chat");
        readers.release("rew_2", "par_ada");
        readers.awaitNotice("rew_2", "chat", "sent ");
        readers.awaitNotice("rew_2", "sms", "");
        // When the tenant gives it anew
        put(readers, "sms", number, 204);
        assertThat(channels(readers)).isEqualTo("chat sms");
    }

    @Test
    void aTextWhoseEndNobodyKnewHasOneWhenItIsReported() throws Exception {
        // Given
        var readers = reachable("par_ada");
        var _ = StubProviders.at(SMS, exchange -> exchange.close());
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "sms", "unknown broken_off");
        // When
        sms(reportUrlOf(SMS), Map.of("MessageStatus", "delivered", "To", number))
                .then()
                .statusCode(204);
        // Then
        readers.awaitNotice("rew_1", "sms", "sent ");
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("sms")).containsExactly("unknown", "delivered"));
    }

    @Test
    void aGatewayReportsInADocument() {
        // Given
        var readers = reachable("par_ada");
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "chat", "sent ");
        var url = reportUrlOf(CHAT);
        // When
        chat(url, "{\"status\": \"failed\", \"error\": \"blocked\"}", Instant.now())
                .then()
                .statusCode(204);
        // Then
        readers.awaitNotice("rew_1", "chat", "failed reported_blocked");
        assertThat(channels(readers)).isEqualTo("chat sms");
        chat(url, "[]", Instant.now()).then().statusCode(400).body("code", equalTo("invalid_callback"));
    }

    @Test
    void whoWritesStopIsLeftAloneByAllUntilStart() throws Exception {
        // Given
        var readers = reachable("par_ada");
        var others = reachable("par_eve");
        // When: twice, and in another spelling of the number
        for (var from : List.of(spelled(number), number))
            sms("/text/sms/replies", Map.of("From", from, "To", "+40721000000", "Body", " Stop! "))
                    .then()
                    .statusCode(204);
        // Then
        assertThat(channels(readers)).isEqualTo("chat");
        assertThat(channels(others)).isEqualTo("chat");
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "chat", "sent ");
        readers.awaitNotice("rew_1", "sms", "");
        put(readers, "sms", number, 409);
        assertThat(readers.one("select string_agg(address_hash || detail, ' ') from suppressions"))
                .doesNotContain(number)
                .endsWith("sms");
        // When
        sms("/text/sms/replies", Map.of("From", number, "Body", "START")).then().statusCode(204);
        // Then
        put(readers, "sms", number, 204);
        assertThat(channels(others)).isEqualTo("chat");
        // And over the gateway
        chat("/text/chat/replies", "{\"from\": \"" + chat + "\", \"text\": \"СТОП\"}", Instant.now())
                .then()
                .statusCode(204);
        assertThat(channels(readers)).isEqualTo("sms");
        // And in a chat that is a number
        put(readers, "chat", spelled(number), 204);
        chat("/text/chat/replies", "{\"from\": \"" + number + "\", \"text\": \"stop\"}", Instant.now())
                .then()
                .statusCode(204);
        assertThat(channels(readers)).isEqualTo("sms");
    }

    private static String spelled(String number) {
        return number.substring(0, 3) + " (" + number.substring(3, 6) + ") " + number.substring(6);
    }

    @Test
    void whatIsNotProvenChangesNothing() throws Exception {
        // Given
        var readers = reachable("par_ada");
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "sms", "sent ");
        readers.awaitNotice("rew_1", "chat", "sent ");
        var sms = reportUrlOf(SMS);
        var chat = reportUrlOf(CHAT);
        var lost = Map.of("MessageStatus", "failed", "ErrorCode", "30005", "To", number);
        // When, Then: no signature, another's, of another URL, an old one, of another text
        form(sms, lost, "").then().statusCode(401);
        form(sms, lost, signature("guessed", sms, lost)).then().statusCode(401);
        form(sms, lost, signature(StubProviders.SMS_SECRET, "/text/sms/replies", lost))
                .then()
                .statusCode(401);
        chat(chat, "{\"status\": \"failed\"}", Instant.now().minusSeconds(600))
                .then()
                .statusCode(401);
        var another = sms.replace("/ntf_", "/ntf_0");
        form(another, lost, signature(StubProviders.SMS_SECRET, another, lost))
                .then()
                .statusCode(404);
        var elsewhere = sms.replace("/sms/", "/chat/");
        form(elsewhere, lost, signature(StubProviders.SMS_SECRET, elsewhere, lost))
                .then()
                .statusCode(404);
        form("/text/sms/replies", Map.of("From", number, "Body", "STOP"), "x")
                .then()
                .statusCode(401);
        for (var channel : List.of("email", "push", "telegram", "fax"))
            sms("/text/" + channel + "/replies", Map.of("From", number, "Body", "STOP"))
                    .then()
                    .statusCode(404);
        form(sms, Map.of("Body", "x".repeat(20_000)), "x").then().statusCode(400);
        // Then
        readers.awaitNotice("rew_1", "sms", "sent ");
        readers.awaitNotice("rew_1", "chat", "sent ");
        assertThat(channels(readers)).isEqualTo("chat sms");
    }

    private Readers reachable(String participantId) {
        var _ = StubProviders.at(SMS, StubProviders.status(201));
        var _ = StubProviders.at(CHAT, StubProviders.status(200));
        var readers = new Readers(transactions, participantId);
        for (var address : Map.of("sms", number, "chat", chat).entrySet())
            readers.asServer()
                    .body(Map.of("address", address.getValue()))
                    .put("/v1/addresses/" + participantId + "/" + address.getKey())
                    .then()
                    .statusCode(204);
        return readers;
    }

    private static void put(Readers readers, String channel, String address, int status) {
        readers.asServer()
                .body(Map.of("address", address))
                .put("/v1/addresses/par_ada/" + channel)
                .then()
                .statusCode(status);
    }

    private static String channels(Readers readers) {
        return readers.one("select coalesce(string_agg(channel, ' ' order by channel), '') from addresses natural join"
                + " reader_channels");
    }

    /** Where the provider was told to report of the text that it was given last; without the origin. */
    private String reportUrlOf(String path) {
        var calls = new ArrayList<>(StubProviders.callsTo(path));
        var call = calls.reversed().stream()
                .map(StubProviders.Call::text)
                .filter(text -> text.contains(URLEncoder.encode(number, UTF_8)) || text.contains(chat))
                .findFirst()
                .orElseThrow();
        var url = path.equals(CHAT)
                ? new JsonPath(call).getString("reportTo")
                : Arrays.stream(call.split("&"))
                        .filter(field -> field.startsWith("StatusCallback="))
                        .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8))
                        .findFirst()
                        .orElseThrow();
        assertThat(url).startsWith(StubProviders.ORIGIN + "/text/");
        return url.substring(StubProviders.ORIGIN.length());
    }

    private static Response sms(String path, Map<String, String> fields) throws Exception {
        return form(path, fields, signature(StubProviders.SMS_SECRET, path, fields));
    }

    private static Response form(String path, Map<String, String> fields, String signature) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return given().contentType("application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .body(body)
                .post(path);
    }

    /** As Twilio documents it. */
    private static String signature(String secret, String path, Map<String, String> fields) throws Exception {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
        var signed = new StringBuilder(StubProviders.ORIGIN + path);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    }

    private static Response chat(String path, String json, Instant at) {
        var headers = new HashMap<>(Signature.headers(
                List.of(SigningSecret.parse(StubProviders.CHAT_SECRET)),
                "msg_" + UUID.randomUUID(),
                at,
                json.getBytes(UTF_8)));
        return given().contentType(ContentType.JSON).headers(headers).body(json).post(path);
    }
}
