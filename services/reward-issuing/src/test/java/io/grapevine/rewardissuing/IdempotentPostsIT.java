package io.grapevine.rewardissuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.EventJson;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every POST that there is, also one that somebody adds tomorrow: it takes an Idempotency-Key, or creates nothing. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class IdempotentPostsIT {

    /** One answers a question and stores nothing; the other is a provider's message, which names what it repeats by its signed id. */
    private static final Set<String> NEED_NO_KEY =
            Set.of("/v1/programs/{key}/simulate", "/v1/payouts/callbacks/{tenantId}");

    private static final String TOO_LONG = "k".repeat(256);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @Test
    void everyPostThatCreatesReadsItsIdempotencyKey() throws JsonProcessingException {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET, "ann");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> RestAssured.given()
                                .header("Authorization", "Bearer " + key)
                                .get("/v1/rewards")
                                .statusCode()
                        == 200);
        // When: a key that nobody may use, at every one of them
        var answers = new TreeMap<String, String>();
        for (var post : posts().entrySet()) answers.put(post.getKey(), refusal(post.getKey(), post.getValue()));
        // Then
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy((path, code) -> assertThat(code).as(path).isEqualTo("invalid_idempotency_key"));
    }

    @Test
    void theDocumentSaysSo() throws JsonProcessingException {
        assertThat(posts())
                .allSatisfy((path, post) -> assertThat(post.path("parameters"))
                        .as(path)
                        .anySatisfy(parameter ->
                                assertThat(parameter.path("name").asText()).isEqualTo("Idempotency-Key")));
    }

    @Test
    void theServiceCannotForgetAKey() throws SQLException {
        try (var service = Database.asService(tenant)) {
            assertThat(Database.column(service, "select has_table_privilege('idempotency_keys', 'delete')"))
                    .containsExactly("f");
        }
    }

    private String refusal(String path, JsonNode post) {
        var body = post.path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        var request =
                RestAssured.given().header("Authorization", "Bearer " + key).header("Idempotency-Key", TOO_LONG);
        if (!body.isMissingNode())
            request = request.contentType("application/json").body(body.toString());
        return request.post(path.replaceAll("\\{[^}]+}", "none")).jsonPath().getString("code");
    }

    private static Map<String, JsonNode> posts() throws JsonProcessingException {
        var posts = new TreeMap<String, JsonNode>();
        EventJson.mapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString())
                .path("paths")
                .properties()
                .forEach(path -> {
                    var post = path.getValue().path("post");
                    if (!post.isMissingNode() && !NEED_NO_KEY.contains(path.getKey())) posts.put(path.getKey(), post);
                });
        return posts;
    }
}
