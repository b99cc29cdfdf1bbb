package io.grapevine.programs.definition.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Topic;
import io.grapevine.programs.Installation;
import io.grapevine.programs.Site;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Installation.class)
@WithTestResource(GrapevineInfrastructure.class)
class ProgramIT {

    private static final Map<String, Object> SPRING =
            Map.of("name", "Spring", "destination", "https://shop.example/welcome");
    private static final Map<String, Object> SUMMER =
            Map.of("name", "Summer", "destination", "https://shop.example/welcome");

    @Test
    void aFirstDefinitionBecomesVersionOneThatHoldsForAllTimes() {
        // Given
        var site = Site.open();
        // When
        var answer = site.server().body(SPRING).put("/v1/programs/spring");
        // Then
        answer.then()
                .statusCode(201)
                .body("id", startsWith("prg_"))
                .body("key", equalTo("spring"))
                .body("version", equalTo(1))
                .body("effectiveFrom", nullValue())
                .body("definition.name", equalTo("Spring"))
                .body("terms.attribution.lookback.length", equalTo("PT720H"));
        await().untilAsserted(() -> assertThat(TestLog.read(Topic.PROGRAMS, site.tenantId(), ProgramPublished.class))
                .singleElement()
                .satisfies(published -> {
                    assertThat(published.programKey()).isEqualTo("spring");
                    assertThat(published.version()).isEqualTo(1);
                    assertThat(published.effectiveFrom()).isNull();
                    assertThat(published.terms().name()).isEqualTo("Spring");
                }));
    }

    @Test
    void theSameDefinitionMakesNoNewVersion() {
        // Given
        var site = Site.open();
        site.server().body(SPRING).put("/v1/programs/spring");
        // When
        var again = site.server()
                .contentType("application/yaml")
                .body(utf8("{ destination: 'https://shop.example/welcome', name: Spring, rewards: [] }"))
                .put("/v1/programs/spring");
        // Then
        again.then().statusCode(200).body("version", equalTo(1));
        site.server().get("/v1/programs/spring/versions").then().body("items", hasSize(1));
    }

    @Test
    void anotherDefinitionHoldsFromNowOn() {
        // Given
        var site = Site.open();
        var first = site.server().body(SPRING).put("/v1/programs/spring");
        // When
        var second = site.server().body(SUMMER).put("/v1/programs/spring");
        // Then
        second.then()
                .statusCode(201)
                .body("version", equalTo(2))
                .body("effectiveFrom", notNullValue())
                .body("id", equalTo(first.path("id")));
        site.server().get("/v1/programs/spring").then().body("version", equalTo(2));
        site.server().get("/v1/programs/spring/versions/1").then().body("definition.name", equalTo("Spring"));
        site.server()
                .get("/v1/programs/spring/versions?limit=1&cursor=1")
                .then()
                .body("items.version", contains(2))
                .body("next", nullValue());
    }

    @Test
    void definitionsPutAtOnceBecomeVersionsOneAfterTheOther() throws Exception {
        // Given
        var site = Site.open();
        List<Callable<Integer>> requests = IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(i -> () -> site.server()
                        .body(Map.of("name", "Name " + i, "destination", "https://shop.example/"))
                        .put("/v1/programs/spring")
                        .statusCode())
                .toList();
        // When
        try (var threads = Executors.newFixedThreadPool(5)) {
            var statuses =
                    threads.invokeAll(requests).stream().map(f -> f.resultNow()).toList();
            // Then
            assertThat(statuses).containsOnly(201);
        }
        site.server()
                .get("/v1/programs/spring/versions")
                .then()
                .body("items.version", contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void whatIsNotBuiltYetIsRefusedFieldByField() {
        // Given
        var site = Site.open();
        var definition = """
                name: Spring
                destination: https://shop.example/
                attribution: { model: markov }
                rewards: [{ id: a, on: purchase, to: advocate, give: { percent: 10 }, vesting: 30d }]
                experiments: []
                """;
        // When
        var answer = site.server()
                .contentType("application/yaml")
                .body(utf8(definition))
                .put("/v1/programs/spring");
        // Then
        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("errors.code", contains("unsupported", "unsupported", "unsupported"))
                .body("errors.pointer", contains("/attribution/model", "/rewards/0/vesting", "/experiments"));
        site.server().get("/v1/programs/spring").then().statusCode(404);
    }

    @Test
    void norwayIsACountryInYaml() {
        // Given
        var site = Site.open();
        // When
        var answer = site.server()
                .contentType("application/yaml")
                .body(utf8("{name: S, destination: 'https://shop.example/', eligibility: {countries: [NO]}}"))
                .put("/v1/programs/spring");
        // Then
        answer.then().statusCode(201).body("terms.eligibility.countries", contains("NO"));
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedWithItsPlace() {
        // Given
        var site = Site.open();
        // When
        var broken = site.server().body("{\"name\": ").put("/v1/programs/spring");
        var twice = site.server().body("{\"name\": \"a\", \"name\": \"b\"}").put("/v1/programs/spring");
        var empty = site.server().put("/v1/programs/spring");
        // Then
        broken.then().statusCode(400).body("code", equalTo("malformed_json"));
        twice.then().statusCode(400).body("code", equalTo("malformed_json"));
        empty.then().statusCode(422).body("code", equalTo("invalid_request"));
    }

    @Test
    void aKeyOfWrongFormIsRefused() {
        // Given
        var site = Site.open();
        // When
        var answer = site.server().body(SPRING).put("/v1/programs/spring sale");
        // Then
        answer.then().statusCode(400).body("code", equalTo("invalid_program_key"));
    }

    @Test
    void programsAreListedEachWithItsLatestVersion() {
        // Given
        var site = Site.open();
        site.server().body(SPRING).put("/v1/programs/a");
        site.server().body(SUMMER).put("/v1/programs/a");
        site.server().body(SPRING).put("/v1/programs/b");
        // When
        var first = site.server().get("/v1/programs?limit=1");
        var second = site.server().get("/v1/programs?limit=1&cursor=" + first.path("next"));
        // Then
        first.then().body("items.key", contains("a")).body("items.version", contains(2));
        second.then().body("items.key", contains("b")).body("next", nullValue());
    }

    @Test
    void theApiDescribesItself() {
        // When
        var answer = Site.with("none").accept("application/json").get("/q/openapi");
        // Then
        answer.then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/v1/programs/{key}"))
                .body(
                        "paths.'/v1/programs/{key}/participants'.post.requestBody.content.'application/json'.examples",
                        notNullValue());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
