package io.grapevine.notification.push.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.Readers;
import io.grapevine.notification.StubProviders;
import io.grapevine.notification.push.P256;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Web push from the log to a browser that decrypts what its push service was given. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubProviders.class)
@NullUnmarked
class PushIT {

    @Inject
    TenantTransactions transactions;

    @Inject
    PersonalData personalData;

    private final String path = "/push/" + UUID.randomUUID();

    @Test
    void aBrowserReadsWhatItIsTold() throws Exception {
        // Given
        var readers = new Readers(transactions, "par_ada");
        var browser = new StubBrowser();
        var endpoint = StubProviders.at(path, StubProviders.status(201));
        var _ = subscribe(readers, browser.subscription(endpoint, "par_ada"));
        var _ = subscribe(readers, browser.subscription(endpoint, "par_ada"));
        // When
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "push", "sent ");
        // Then
        assertThat(StubProviders.callsTo(path)).singleElement().satisfies(call -> {
            var message = new JsonPath(browser.read(call.body()));
            assertThat(message.getString("body")).contains("12.50");
            assertThat(message.getString("tag")).startsWith("ntf_");
            assertThat(message.getString("moment")).isEqualTo("reward_released");
            assertThat(call.text()).doesNotContain("12.50");
            assertThat(call.header("content-encoding")).isEqualTo("aes128gcm");
            assertThat(call.header("content-type")).isEqualTo("application/octet-stream");
            assertThat(call.header("ttl")).isEqualTo("259200");
            assertThat(call.header("urgency")).isEqualTo("normal");
            assertThat(call.header("topic")).matches("[A-Za-z0-9_-]{32}");
            assertSignedFor(call.header("authorization"), StubProviders.url(""));
        });
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("push")).containsExactly("delivered"));
    }

    @Test
    void aBrowserThatIsGoneIsForgottenAndTheOtherGoesOn() {
        // Given
        var readers = new Readers(transactions, "par_ada");
        var gone = StubProviders.at(path + "/gone", StubProviders.status(410));
        var here = StubProviders.at(path + "/here", StubProviders.status(201));
        var _ = subscribe(readers, new StubBrowser().subscription(gone, "par_ada"));
        var _ = subscribe(readers, new StubBrowser().subscription(here, "par_ada"));
        // When
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "push", "sent ");
        readers.release("rew_2", "par_ada");
        readers.awaitNotice("rew_2", "push", "sent ");
        // Then
        assertThat(StubProviders.callsTo(path + "/gone")).hasSize(1);
        assertThat(StubProviders.callsTo(path + "/here")).hasSize(2);
        // When the last one goes, too
        var _ = StubProviders.at(path + "/here", StubProviders.status(404));
        readers.release("rew_3", "par_ada");
        // Then nobody is reached by push any more
        readers.awaitNotice("rew_3", "push", "no_address no_address");
        assertThat(channels(readers)).isEqualTo("0");
        readers.release("rew_4", "par_ada");
        readers.awaitNotice("rew_4", "feed", "sent ");
        readers.awaitNotice("rew_4", "push", "");
    }

    @Test
    void aBusyPushServiceIsAskedAgainAndAHangingOneIsNot() {
        // Given
        var readers = new Readers(transactions, "par_ada", "par_bob");
        var busy = StubProviders.at(path + "/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(StubProviders.callsTo(path + "/busy").size() == 1 ? 429 : 201, -1);
        });
        var hanging = StubProviders.at(path + "/hanging", StubProviders.hang());
        var _ = subscribe(readers, new StubBrowser().subscription(busy, "par_ada"));
        var _ = subscribe(readers, new StubBrowser().subscription(hanging, "par_bob"));
        // When
        readers.release("rew_1", "par_ada");
        readers.release("rew_2", "par_bob");
        // Then
        readers.awaitNotice("rew_1", "push", "sent ");
        readers.awaitNotice("rew_2", "push", "unknown broken_off");
        assertThat(StubProviders.callsTo(path + "/busy")).hasSize(2);
        assertThat(StubProviders.callsTo(path + "/hanging")).hasSize(1);
    }

    @Test
    void whoIsErasedHasNoBrowserAnyMore() {
        // Given
        var readers = new Readers(transactions);
        var keyId = readers.enrol(personalData, "par_ada");
        var browser = new StubBrowser().subscription(StubProviders.at(path, StubProviders.status(201)), "par_ada");
        var _ = subscribe(readers, browser);
        readers.release("rew_1", "par_ada");
        readers.awaitNotice("rew_1", "push", "sent ");
        // When
        readers.erase("par_ada", keyId);
        readers.release("rew_2", "par_ada");
        // Then
        readers.awaitNotice("rew_2", "email", "no_address ");
        readers.awaitNotice("rew_2", "push", "");
        assertThat(readers.one("select cast(count(*) as text) from push_subscriptions"))
                .isEqualTo("0");
        assertThat(channels(readers)).isEqualTo("0");
        refuse(readers, browser, 404);
        assertThat(StubProviders.callsTo(path)).hasSize(1);
    }

    @Test
    void whatACrashLeftBehindEndsAsUnknownAndIsNotSentAgain() {
        // Given
        var readers = new Readers(transactions, "par_ada");
        var _ = subscribe(
                readers, new StubBrowser().subscription(StubProviders.at(path, StubProviders.status(201)), "par_ada"));
        // When
        readers.leaveBehind("rew_1", "par_ada", "push");
        readers.release("rew_1", "par_ada");
        // Then
        readers.awaitNotice("rew_1", "push", "unknown left_behind");
        readers.awaitNotice("rew_1", "feed", "sent ");
        await().atMost(Readers.SOON)
                .untilAsserted(() -> assertThat(readers.outcomes("push")).containsExactly("unknown"));
        assertThat(StubProviders.callsTo(path)).isEmpty();
    }

    @Test
    void aSharedBrowserBelongsToWhoSignedInLast() {
        // Given
        var readers = new Readers(transactions, "par_ada", "par_bob");
        var browser = new StubBrowser();
        var endpoint = StubProviders.at(path, StubProviders.status(201));
        var _ = subscribe(readers, browser.subscription(endpoint, "par_ada"));
        // When
        var id = subscribe(readers, browser.subscription(endpoint, "par_bob"));
        readers.release("rew_1", "par_ada");
        readers.release("rew_2", "par_bob");
        // Then
        readers.awaitNotice("rew_2", "push", "sent ");
        readers.awaitNotice("rew_1", "feed", "sent ");
        readers.awaitNotice("rew_1", "push", "");
        // And ends it
        readers.asServer()
                .delete("/v1/push-subscriptions/" + id + "?participantId=par_ada")
                .then()
                .statusCode(404);
        readers.asServer()
                .delete("/v1/push-subscriptions/" + id + "?participantId=par_bob")
                .then()
                .statusCode(204);
        assertThat(channels(readers)).isEqualTo("0");
    }

    @Test
    void whatIsNoSubscriptionIsRefused() {
        var readers = new Readers(transactions, "par_ada");
        var good = new StubBrowser().subscription(StubProviders.url(path), "par_ada");
        refuse(readers, with(good, "endpoint", "https://169.254.169.254/latest/meta-data"), 422);
        refuse(readers, with(good, "endpoint", "https://10.0.0.1/push"), 422);
        refuse(readers, with(good, "endpoint", "ftp://push.example/1"), 422);
        refuse(readers, with(good, "keys", Map.of("p256dh", "AAAA", "auth", "MDEyMzQ1Njc4OWFiY2RlZg")), 422);
        refuse(readers, with(good, "participantId", "par_nobody"), 404);
        refuse(readers, Map.of("participantId", "par_ada"), 422);
        readers.asServer()
                .get("/v1/push-subscriptions/key")
                .then()
                .statusCode(200)
                .body("applicationServerKey.length()", equalTo(87));
    }

    private static void refuse(Readers readers, Map<String, Object> subscription, int status) {
        readers.asServer()
                .body(subscription)
                .put("/v1/push-subscriptions")
                .then()
                .statusCode(status);
    }

    private static Map<String, Object> with(Map<String, Object> subscription, String field, Object value) {
        var changed = new HashMap<>(subscription);
        changed.put(field, value);
        return changed;
    }

    private static String subscribe(Readers readers, Map<String, Object> subscription) {
        return readers.asServer()
                .body(subscription)
                .put("/v1/push-subscriptions")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String channels(Readers readers) {
        return readers.one("select cast(count(*) as text) from reader_channels where channel = 'push'");
    }

    private static void assertSignedFor(String authorization, String audience) throws Exception {
        var key = authorization.substring(authorization.indexOf("k=") + 2);
        var token = authorization
                .substring("vapid t=".length(), authorization.indexOf(','))
                .split("\\.");
        var claims = new JsonPath(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("aud")).isEqualTo(audience);
        var check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(P256.point(Base64.getUrlDecoder().decode(key)).orElseThrow());
        check.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }
}
