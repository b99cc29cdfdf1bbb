package io.grapevine.clicktracking.redirect.adapter;

import static io.grapevine.clicktracking.Edge.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.clicktracking.Edge;
import io.grapevine.clicktracking.classify.ShippedMachines;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.RequestSigns;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Topic;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RedirectIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    PersonalData personalData;

    @Test
    void aVisitorIsLedToTheDestinationWithAClickIdAndTheClickIsOnTheLog() {
        // Given
        var edge = Edge.open(null);
        var linkId = edge.link("CARLA2026X", "https://shop.example/welcome?lang=de#top");
        // When
        var answer = edge.follow("CARLA2026X?utm_source=mail&to=shoes/red");
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer))
                .startsWith("https://shop.example/welcome/shoes/red?lang=de&utm_source=mail&gv_cid=")
                .endsWith("#top");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Set-Cookie")).isNull();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(clicks(edge)).anySatisfy(click -> {
                    assertThat(click.linkId()).isEqualTo(linkId);
                    assertThat(click.label()).isEqualTo(TrafficLabel.HUMAN);
                    assertThat(click.parameters()).containsEntry("utm_source", "mail");
                }));
    }

    @Test
    void aSignUpThatCarriesTheClickIdProvesItsClick() {
        // Given
        var edge = Edge.open(null);
        var linkId = edge.link("CARLA2026X", "https://shop.example/");
        var token = location(edge.follow("CARLA2026X")).replaceAll(".*gv_cid=", "");
        var foreigner = Edge.open(null);
        var signUp = """
                {"type": "signup", "id": "s1", "time": "2026-03-01T12:00:00Z", "data": {"customerId": "c1", "clickId": "%s"}}""".formatted(token);
        // When
        edge.send(signUp).then().statusCode(202);
        foreigner.send(signUp).then().statusCode(202);
        // Then
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(signUps(edge)).singleElement().satisfies(own -> {
                assertThat(Objects.requireNonNull(own.evidence().click()).linkId())
                        .isEqualTo(linkId);
            });
            assertThat(signUps(foreigner)).singleElement().satisfies(other -> {
                assertThat(other.evidence().click()).isNull();
                assertThat(other.evidence().clickRefusal()).isEqualTo("forged");
            });
        });
    }

    @Test
    void machinesGetTheSameAnswerAndAreLabelled() {
        // Given
        var edge = Edge.open(null);
        edge.link("CARLA2026X", "https://shop.example/");
        // When
        var head = edge.visitor().head("/r/CARLA2026X");
        var preview = RestAssured.given()
                .redirects()
                .follow(false)
                .header("Host", edge.host())
                .header("User-Agent", "WhatsApp/2.23.20 A")
                .get("/r/CARLA2026X");
        var prefetch =
                edge.visitor().header("Sec-Purpose", "prefetch;prerender").get("/r/CARLA2026X");
        // Then
        for (var answer : List.of(head, preview, prefetch)) {
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(location(answer)).startsWith("https://shop.example/?gv_cid=");
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(clicks(edge))
                        .anySatisfy(click -> {
                            assertThat(click.label()).isEqualTo(TrafficLabel.HEAD);
                            assertThat(click.request()).isEqualTo(new RequestSigns("HEAD", null, null, null));
                            assertThat(click.classifierVersion()).isEqualTo(ShippedMachines.VERSION);
                        })
                        .anySatisfy(click -> {
                            assertThat(click.label()).isEqualTo(TrafficLabel.PREFETCH);
                            assertThat(click.request())
                                    .isEqualTo(new RequestSigns(null, "prefetch;prerender", null, null));
                        })
                        .anySatisfy(click -> {
                            assertThat(click.label()).isEqualTo(TrafficLabel.PREVIEW);
                            assertThat(click.request()).isNull();
                        }));
    }

    @Test
    void ofAVisitorsAddressOnlyAKeyedHashIsOnTheLog() {
        // Given
        var edge = Edge.open(null);
        edge.link("CARLA2026X", "https://shop.example/");
        // When
        for (var address : List.of("203.0.113.7", "203.0.113.7", "2001:db8:1:2::3", "198.51.100.7", "shop.example"))
            edge.visitor().header("X-Forwarded-For", address).get("/r/CARLA2026X?utm_source=there");
        edge.visitor().get("/r/CARLA2026X?utm_source=there");
        // Then
        await().atMost(SOON).untilAsserted(() -> {
            var there = clicks(edge).stream()
                    .filter(click -> click.parameters().containsValue("there"))
                    .toList();
            assertThat(there)
                    .extracting(click -> click.context().network())
                    .containsExactlyInAnyOrder(
                            network(edge, 203, 0, 113, 7),
                            network(edge, 203, 0, 113, 7),
                            network(edge, 0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2),
                            new Context.Network(network(edge, 198, 51, 100, 7).key(), true),
                            null,
                            null);
            assertThat(there.toString()).doesNotContain("203.0.113", "2001:db8", "198.51.100");
        });
    }

    private Context.Network network(Edge edge, int... bytes) {
        var network = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) network[i] = (byte) bytes[i];
        return new Context.Network(personalData.networkKey(edge.tenant(), network), null);
    }

    @Test
    void aVisitorWhoSpeaksHttp2IsLedLikeAnyOther() {
        // Given
        var edge = Edge.open(null);
        edge.link("CARLA2026X", "https://shop.example/");
        var vertx = Vertx.vertx();
        try {
            var http = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            var asked = new RequestOptions()
                    .setServer(SocketAddress.inetSocketAddress(RestAssured.port, "localhost"))
                    .setHost(edge.host())
                    .setURI("/r/CARLA2026X");
            // When
            var answer = http.request(asked)
                    .compose(HttpClientRequest::send)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            // Then
            assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(302);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void anUnknownCodeLeadsToTheFallbackOrNowhere() {
        // Given
        var withFallback = Edge.open("https://shop.example/lost");
        var without = Edge.open(null);
        // When
        var led = withFallback.follow("NEVERMADE1");
        var refused = without.follow("NEVERMADE1");
        var badCode = withFallback.follow("x");
        var unstorable = withFallback.follow("NEVER%00MADE?utm_source=%00");
        // Then
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(location(led)).isEqualTo("https://shop.example/lost");
        assertThat(location(badCode)).isEqualTo("https://shop.example/lost");
        assertThat(location(unstorable)).isEqualTo("https://shop.example/lost");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(clicks(withFallback))
                        .anySatisfy(click -> assertThat(click.code()).isEqualTo("NEVERMADE1")));
    }

    @Test
    void anUnknownHostIsNotFound() {
        var edge = new Edge("nobody", "nobody.example", "", "");
        assertThat(edge.follow("CARLA2026X").statusCode()).isEqualTo(404);
    }

    @Test
    void aCodeAskedForBeforeItExistsWorksSoonAfterItDoes() {
        // Given
        var edge = Edge.open(null);
        assertThat(edge.follow("TOOEARLY01").statusCode()).isEqualTo(404);
        // When
        edge.publish("TOOEARLY01", "https://shop.example/");
        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> edge.follow("TOOEARLY01").statusCode() == 302);
    }

    @Test
    void aDestinationThatChangedIsUsedAtOnce() {
        // Given
        var edge = Edge.open(null);
        edge.link("CARLA2026X", "https://shop.example/old");
        // When
        edge.publish("CARLA2026X", "https://shop.example/new");
        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> location(edge.follow("CARLA2026X")).startsWith("https://shop.example/new?"));
    }

    private static List<ClickRecorded> clicks(Edge edge) {
        return TestLog.read(Topic.CLICKS, edge.tenant(), ClickRecorded.class);
    }

    private static List<SignUpRecorded> signUps(Edge edge) {
        return TestLog.read(Topic.CONVERSIONS, edge.tenant(), SignUpRecorded.class);
    }
}
