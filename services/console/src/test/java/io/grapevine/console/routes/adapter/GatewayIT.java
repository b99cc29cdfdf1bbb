package io.grapevine.console.routes.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.console.StubBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubBackends.class)
class GatewayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @SuppressWarnings("NullAway.Init") // set by the test framework
    @TestHTTPResource("/")
    URI origin;

    @ParameterizedTest
    @CsvSource({
        "/r/ANNA?to=%2Fsale, click-tracking",
        "/v1/events, click-tracking",
        "/v1/events/evt-1, click-tracking",
        "/v1/conversions?orderId=o%3A1, attribution",
        "/v1/attribution/models, attribution",
        "/v1/reviews?status=open, attribution",
        "/v1/rewards/rew_1, reward-issuing",
        "/v1/balances/anna, reward-issuing",
        "/v1/statements/anna, reward-issuing",
        "/v1/ledger/verify, reward-issuing",
        "/v1/payouts/pay_1/approve, reward-issuing",
        "/v1/payees/ada, reward-issuing",
        "/v1/coupon-pools/spring/codes, reward-issuing",
        "/v1/programs/demo/simulate, reward-issuing",
        "/v1/webhooks, notification",
        "/v1/suppressions?email=a%40b.example, notification",
        "/v1/preferences/par_1, notification",
        "/v1/invitations/inv_1, notification",
        "/v1/templates/demo, notification",
        "/v1/feed?participantId=par_1, notification",
        "/v1/participant-tokens, notification",
        "/v1/push-subscriptions/key, notification",
        "/v1/addresses/par_1/sms, notification",
        "/telegram/updates, notification",
        "/text/sms/replies, notification",
        "/v1/programs/demo/news, notification",
        "/unsubscribe/x, notification",
        "/mail, mail-sink",
        "/mail/1, mail-sink",
        "/v1/programs/demo/participants, programs",
        "/v1/tenants, programs",
        "/v1/keys, programs",
        "/v1/insights/programs/demo/funnel, insights",
        "/v1/experiments/spring-copy/assignment, insights"
    })
    void everyPathOfTheContractReachesItsServiceUnchanged(String pathAndQuery, String service) throws Exception {
        // When
        var seen = seen(send(get(pathAndQuery)));
        // Then
        assertThat(seen.getString("service")).isEqualTo(service);
        assertThat(seen.getString("uri")).isEqualTo(pathAndQuery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/unknown", "/v1", "/v1/eventsource", "/r/../q/openapi", "/r/%2e%2e/q/openapi", "/q/nothing"})
    void aPathOfNobodyIsAProblem(String path) throws Exception {
        // When
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json")
                .contains("\"not_found\"");
    }

    @Test
    void theServiceSeesTheHostTheClientAsked() throws Exception {
        // When
        var answer = raw("GET /r/ANNA HTTP/1.1\r\nHost: shop.example:8443\r\nConnection: close\r\n\r\n");
        // Then
        assertThat(answer)
                .contains("\"host\":\"shop.example:8443\"")
                .contains("\"x-forwarded-host\":\"shop.example:8443\"")
                .contains("\"x-forwarded-port\":\"8443\"");
    }

    @Test
    void whatTheClientClaimsAboutItsOriginIsNotBelieved() throws Exception {
        // Given
        var request = get("/r/ANNA")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6");
        // When
        var headers = seen(send(request)).getJsonObject("headers");
        // Then
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.getString("x-forwarded-host")).isEqualTo(origin.getAuthority());
        assertThat(headers.fieldNames()).doesNotContain("x-forwarded-prefix", "forwarded", "x-real-ip");
    }

    @Test
    void otherHeadersPassBothWaysAndThoseOfTheHopDoNot() throws Exception {
        // Given
        var request = "GET /v1/rewards HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer gv_sk_demo\r\n"
                + "Idempotency-Key: k1\r\ntraceparent: 00-a-b-01\r\nX-Secret-Hop: 1\r\nConnection: close\r\nConnection: X-Secret-Hop\r\n\r\n";
        // When
        var answer = raw(request);
        // Then
        assertThat(answer)
                .contains("\"authorization\":\"Bearer gv_sk_demo\"")
                .contains("\"idempotency-key\":\"k1\"")
                .contains("\"traceparent\":\"00-a-b-01\"")
                .doesNotContain("x-secret-hop")
                .containsIgnoringCase("x-served-by: reward-issuing")
                .doesNotContainIgnoringCase("keep-alive: timeout");
    }

    @Test
    void aRedirectIsPassedOnAndNotFollowed() throws Exception {
        // When
        var answer = send(get("/r/GONE"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/?gv_cid=x");
    }

    @Test
    void headIsAnsweredAsHeadWithTheLengthOfGet() throws Exception {
        // When
        var answer =
                send(HttpRequest.newBuilder(origin.resolve("/v1/rewards")).method("HEAD", BodyPublishers.noBody()));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void everyMethodPassesWithItsBody(String method) throws Exception {
        // When
        var seen = seen(send(HttpRequest.newBuilder(origin.resolve("/v1/events"))
                .method(method, BodyPublishers.ofString("x".repeat(1000)))));
        // Then
        assertThat(seen.getString("method")).isEqualTo(method);
        assertThat(seen.getInteger("bytes")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537})
    void anAnnouncedBodyMayBeAsLongAsTheLimitAndNoLonger(int bytes) throws Exception {
        // When
        var answer = send(
                HttpRequest.newBuilder(origin.resolve("/v1/events")).POST(BodyPublishers.ofByteArray(new byte[bytes])));
        // Then
        assertThat(answer.statusCode()).isEqualTo(bytes > 65_536 ? 413 : 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537, 10_000_000})
    void aStreamedBodyMayBeAsLongAsTheLimitAndNoLonger(int bytes) throws Exception {
        // Given
        var streamed = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[bytes]));
        // When
        var answer = send(HttpRequest.newBuilder(origin.resolve("/v1/events")).POST(streamed));
        // Then
        assertThat(answer.statusCode()).isEqualTo(bytes > 65_536 ? 413 : 200);
        if (bytes > 65_536) assertProblem(answer, "payload_too_large");
    }

    @Test
    void aServiceThatIsDownIsAProblemAndComesBackByItself() throws Exception {
        // Given
        StubBackends.stopOne("programs");
        // When
        var down =
                send(HttpRequest.newBuilder(origin.resolve("/v1/programs/demo")).PUT(BodyPublishers.ofString("{}")));
        StubBackends.startAgain("programs");
        var back = send(get("/v1/programs/demo"));
        // Then
        assertThat(down.statusCode()).isEqualTo(503);
        assertProblem(down, "service_unavailable");
        assertThat(down.headers().firstValue("Retry-After")).contains("1");
        assertThat(back.statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatBreaksOffIsABadGateway() throws Exception {
        // When
        var answer = send(get("/v1/insights/breaks-off"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertProblem(answer, "bad_gateway");
    }

    @Test
    void aServiceThatStaysSilentTimesOut() throws Exception {
        // When
        var answer = send(get("/v1/insights/silent"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertProblem(answer, "gateway_timeout");
    }

    @Test
    void anAnswerStreamsWhileTheServiceStillWritesAndEndsWithTheClient() throws Exception {
        // Given
        var lines = HTTP.send(get("/v1/insights/stream").build(), BodyHandlers.ofInputStream());
        // When
        var first = new byte["data: first".length()];
        var read = lines.body().readNBytes(first, 0, first.length);
        // Then: it stays open beyond the answer time-out, which ends with the head
        assertThat(new String(first, 0, read, StandardCharsets.UTF_8)).isEqualTo("data: first");
        await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> StubBackends.openStreams() == 1);
        lines.body().close();
        await().atMost(PATIENCE).until(() -> StubBackends.openStreams() == 0);
    }

    @Test
    void manyRequestsAtOnceShareTheConnections() throws Exception {
        // Given
        List<Integer> statuses;
        // When
        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers = IntStream.range(0, 1000)
                    .mapToObj(i ->
                            threads.submit(() -> send(get("/v1/rewards/" + i)).statusCode()))
                    .toList();
            statuses = answers.stream().map(GatewayIT::result).toList();
        }
        // Then
        assertThat(statuses).hasSize(1000).containsOnly(200);
    }

    @Test
    void theApiDescriptionOfAServiceIsServedByTheOrigin() throws Exception {
        // When
        var answer = send(get("/openapi/attribution"));
        // Then
        assertThat(answer.body()).isEqualTo("openapi: 3.1.0 # attribution");
        assertThat(send(get("/openapi/nobody")).statusCode()).isEqualTo(404);
    }

    private HttpRequest.Builder get(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(origin.getScheme() + "://" + origin.getAuthority() + pathAndQuery));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject seen(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, String code) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInteger("status")).isEqualTo(answer.statusCode());
        assertThat(problem.getString("type")).isEqualTo("urn:grapevine:problem:" + code);
        assertThat(problem.fieldNames()).contains("title", "detail");
    }

    /** What a well-behaved client library would not let us send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
