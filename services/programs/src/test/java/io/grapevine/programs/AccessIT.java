package io.grapevine.programs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint against every key that must not open it. */
@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class AccessIT {

    /** {@code $P} is a participant of the site that owns the data, {@code $K} one of its keys, {@code $T} its tenant. */
    record Endpoint(String method, String path, Map<String, ?> body) {
        Response call(RequestSpecification caller, Owner owner) {
            var filled = path.replace("$P", owner.participant)
                    .replace("$K", owner.key)
                    .replace("$T", owner.site.tenantId());
            return caller.contentType(ContentType.JSON).body(body).request(method, filled);
        }
    }

    record Owner(Site site, String participant, String key) {}

    private static final Map<String, ?> PERSON = Map.of("externalId", "intruder");

    static Stream<Endpoint> tenantEndpoints() {
        return Stream.of(
                new Endpoint("GET", "/v1/keys", Map.of()),
                new Endpoint("DELETE", "/v1/keys/$K", Map.of()),
                new Endpoint("GET", "/v1/programs", Map.of()),
                new Endpoint(
                        "PUT", "/v1/programs/spring", Map.of("name", "Mine", "destination", "https://evil.example/")),
                new Endpoint("GET", "/v1/programs/spring", Map.of()),
                new Endpoint("GET", "/v1/programs/spring/versions", Map.of()),
                new Endpoint("GET", "/v1/programs/spring/versions/1", Map.of()),
                new Endpoint("POST", "/v1/programs/spring/participants", PERSON),
                new Endpoint("POST", "/v1/programs/spring/participants/batch", Map.of("participants", List.of(PERSON))),
                new Endpoint("GET", "/v1/programs/spring/participants", Map.of()),
                new Endpoint("GET", "/v1/programs/spring/participants/$P", Map.of()),
                new Endpoint("GET", "/v1/programs/spring/participants/$P/qr", Map.of()),
                new Endpoint("POST", "/v1/programs/spring/links", Map.of("participantId", "$P")));
    }

    static Stream<Endpoint> operatorEndpoints() {
        return Stream.of(
                new Endpoint("POST", "/v1/tenants", Map.of("key", "stolen")),
                new Endpoint("POST", "/v1/tenants/$T/keys", Map.of("kind", "secret")));
    }

    static Stream<Endpoint> allEndpoints() {
        return Stream.concat(tenantEndpoints(), operatorEndpoints());
    }

    private static @Nullable Owner shared;

    // One owner for all cases: no case may change anything of it, which the next one would see.
    private static synchronized Owner owner() {
        if (shared == null) shared = newOwner();
        return shared;
    }

    private static Owner newOwner() {
        var site = Site.open().withProgram("spring");
        var participant = site.enrolled("spring", Map.of("externalId", "owner"));
        return new Owner(site, participant, site.server().get("/v1/keys").path("items[0].id"));
    }

    @ParameterizedTest
    @MethodSource("allEndpoints")
    void nobodyGetsInWithoutAKey(Endpoint endpoint) {
        assertThat(endpoint.call(given(), owner()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("allEndpoints")
    void anInventedKeyOpensNothing(Endpoint endpoint) {
        assertThat(endpoint.call(Site.with("gv_sk_0000000000000000000000000000"), owner())
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("allEndpoints")
    void aPublishableKeyReadsAndWritesNothing(Endpoint endpoint) {
        var owner = owner();
        assertThat(endpoint.call(owner.site.browser(), owner).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("operatorEndpoints")
    void aSecretKeyIsNoOperators(Endpoint endpoint) {
        var owner = owner();
        assertThat(endpoint.call(owner.site.server(), owner).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("tenantEndpoints")
    void anOperatorsKeyIsNoTenants(Endpoint endpoint) {
        assertThat(endpoint.call(Site.operator(), owner()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("tenantEndpoints")
    void aForeignKeySeesAndChangesNothingOfTheOwner(Endpoint endpoint) {
        // Given
        var owner = owner();
        var foreign = Site.open();
        // When
        var answer = endpoint.call(foreign.server(), owner);
        // Then
        assertThat(answer.statusCode()).isIn(200, 201, 404);
        assertThat(answer.asString()).doesNotContain(owner.participant, owner.key, "owner", "shop.example");
        owner.site.server().get("/v1/programs/spring").then().body("version", org.hamcrest.Matchers.equalTo(1));
        owner.site
                .server()
                .get("/v1/programs/spring/participants")
                .then()
                .body("items.externalId", org.hamcrest.Matchers.contains("owner"));
        owner.site.server().get("/v1/keys").then().body("items", org.hamcrest.Matchers.hasSize(2));
    }
}
