package io.grapevine.notification.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.notification.webhook.RetrySchedule;
import io.grapevine.notification.webhook.Window;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets, no Quarkus: what a post does to receivers of every kind. */
@NullUnmarked
class ReceiversIT {

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
    private static final Map<String, String> HEADERS = Map.of("webhook-id", "ntf_1");

    private static final String PASSWORD = "changeit";

    private static Vertx vertx;
    private static Receivers local;
    private static Receivers deployed;

    private final StubReceiver receiver = new StubReceiver();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        local = new Receivers(new Egress(vertx, true), config());
        deployed = new Receivers(new Egress(vertx, false), config());
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void bodyAndHeadersArriveUnderTheNameOfTheHost() {
        var url = receiver.at("/hook", StubReceiver.status(204));

        assertThat(post(local, url)).isEqualTo(new Answered(204, null));
        assertThat(receiver.postsTo("/hook")).singleElement().satisfies(post -> {
            assertThat(post.body()).isEqualTo("{\"a\":1}");
            assertThat(post.webhookId()).isEqualTo("ntf_1");
            assertThat(post.headers().firstValue("host")).hasValue("localhost:" + receiver.port());
            assertThat(post.headers().firstValue("content-type")).hasValue("application/json");
        });
    }

    @Test
    void redirectIsAnAnswerAndIsNotFollowed() {
        var elsewhere = receiver.at("/elsewhere", StubReceiver.status(200));
        var url = receiver.at("/hook", StubReceiver.status(307, "location", elsewhere));

        assertThat(post(local, url)).isEqualTo(new Answered(307, null));
        assertThat(receiver.postsTo("/elsewhere")).isEmpty();
    }

    @Test
    void retryAfterIsPassedOn() {
        var url = receiver.at("/hook", StubReceiver.status(429, "retry-after", "7"));

        assertThat(post(local, url)).isEqualTo(new Answered(429, "7"));
    }

    @Test
    void receiverThatSaysNothingTimesOut() {
        var url = receiver.at("/hook", receiver.hang());

        assertThat(post(local, url)).isEqualTo(new Unanswered(Failure.TIMEOUT));
    }

    @Test
    void receiverThatHangsUpClosedTheConnection() {
        var url = receiver.at("/hook", StubReceiver.hangUp());

        assertThat(post(local, url)).isEqualTo(new Unanswered(Failure.CONNECTION_CLOSED));
    }

    @Test
    void receiverThatSaidOkHasTheMessageWhateverItsBodyDoes() {
        var endless = receiver.at("/endless", receiver.endlessBody());
        var large = receiver.at("/large", StubReceiver.largeBody());

        assertThat(post(local, endless)).isEqualTo(new Answered(200, null));
        assertThat(post(local, large)).isEqualTo(new Answered(200, null));
        assertThat(post(local, receiver.at("/hook", StubReceiver.status(200)))).isEqualTo(new Answered(200, null));
    }

    @Test
    void manyEndlessBodiesDoNotUseUpTheConnections() {
        var endless = receiver.at("/endless", receiver.endlessBody());

        for (var post = 0; post < 4 * Window.SMALLEST; post++)
            assertThat(post(local, endless)).isEqualTo(new Answered(200, null));
    }

    @Test
    void receiverThatSpeaksNoHttpHasNotAnswered() throws Exception {
        try (var socket = new ServerSocket(0)) {
            var answering = Thread.ofVirtual().start(() -> {
                try (var accepted = socket.accept()) {
                    accepted.getOutputStream().write("220 mail.example ESMTP\r\n\r\n".getBytes());
                    accepted.getOutputStream().flush();
                    accepted.getInputStream().readAllBytes();
                } catch (java.io.IOException ignored) {
                    // The client hung up first.
                }
            });

            var answer = post(local, "http://127.0.0.1:" + socket.getLocalPort() + "/hook");

            assertThat(answer).isInstanceOf(Unanswered.class);
            answering.interrupt();
        }
    }

    @Test
    void portThatNobodyListensOnIsAFailedConnection() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(post(local, "http://127.0.0.1:" + free + "/hook"))
                .isEqualTo(new Unanswered(Failure.CONNECTION_FAILED));
    }

    @Test
    void hostWithoutAnAddressIsUnknown() {
        assertThat(post(deployed, "https://no-such-host.invalid/hook")).isEqualTo(new Unanswered(Failure.UNKNOWN_HOST));
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused(@TempDir Path directory) throws Exception {
        var server = listen(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(selfSigned(directory)).setPassword(PASSWORD))
                .setHost("127.0.0.1")
                .setPort(0));

        var answer = post(local, "https://localhost:" + server.actualPort() + "/hook");

        assertThat(answer).isEqualTo(new Unanswered(Failure.TLS_FAILED));
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:%d/hook",
                "https://127.0.0.1:%d/hook",
                "https://[::1]:%d/hook",
                "https://[::ffff:127.0.0.1]:%d/hook",
                "https://10.0.0.1:%d/",
                "https://169.254.169.254:%d/latest/meta-data",
                "http://8.8.8.8:%d/"
            })
    void deployedServiceConnectsToThePublicInternetOnly(String url) {
        var answer = post(deployed, url.formatted(receiver.port()));

        assertThat(answer).isEqualTo(new Unanswered(Failure.ADDRESS_REFUSED));
        assertThat(receiver.postsTo("/hook")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[fe80::1]/"})
    void localRunAddsLoopbackAndNothingElse(String url) {
        assertThat(post(local, url)).isEqualTo(new Unanswered(Failure.ADDRESS_REFUSED));
    }

    private static Answer post(Receivers receivers, String url) {
        return receivers
                .post(url, 0, HEADERS, Buffer.buffer("{\"a\":1}"))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static String selfSigned(Path directory) throws Exception {
        var store = directory.resolve("self-signed.p12").toString();
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var exit = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store,
                        "-storepass",
                        PASSWORD)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        return store;
    }

    private static HttpServer listen(HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response().end())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static WebhookConfig config() {
        return new WebhookConfig() {
            @Override
            public Duration attemptTimeout() {
                return ATTEMPT_TIMEOUT;
            }

            @Override
            public List<Duration> retryWaits() {
                return RetrySchedule.STANDARD.waits();
            }

            @Override
            public Duration rotationOverlap() {
                return Duration.ofHours(24);
            }

            @Override
            public Duration kept() {
                return Duration.ofDays(90);
            }
        };
    }
}
