package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition that is applied to a period leaves what it would have left had it held there from the start, late facts included. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ReplayAsFromTheStartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int DAYS = 28;
    private static final int FACTS = 80;
    private static final List<Map<String, Object>> DEFINITIONS = List.of(
            Map.of("attribution", Map.of("model", "first_touch", "lookback", "10d")),
            Map.of("attribution", Map.of("model", "linear")),
            Map.of("attribution", Map.of("conversionWindow", "4d", "priority", List.of("click"))),
            Map.of(
                    "attribution",
                    Map.of("binding", "per_order", "tieBreak", "lowest_id"),
                    "eligibility",
                    Map.of("newCustomersOnly", true)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void whatIsAppliedIsWhatWouldHaveBeen(int seed) {
        // Given
        var random = new Random(seed);
        var definition = DEFINITIONS.get(seed % DEFINITIONS.size());
        var usual = Programs.of("spring").deep().published();
        var always = new Tenant();
        var later = new Tenant();
        always.publish(restated(usual, definition));
        later.publish(usual);
        var order = random.longs(FACTS).boxed().toList();
        var drawn = IntStream.range(0, FACTS).boxed().toList();
        // When: half of the facts come before the definition is applied, the others after it, in any order
        var mixed = new ArrayList<>(drawn);
        Collections.shuffle(mixed, random);
        always.send(drawn, order);
        later.send(mixed.subList(0, FACTS / 2), order);
        later.settled(mixed.subList(0, FACTS / 2), order);
        later.apply(definition);
        later.send(mixed.subList(FACTS / 2, FACTS), order);
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(always.decisions()).isNotEmpty();
            assertThat(later.decisions()).isEqualTo(always.decisions());
        });
        assertThat(later.replayed(definition).getLong("changed")).isZero();
    }

    private static ProgramPublished restated(ProgramPublished usual, Map<String, Object> definition) {
        Terms terms = Definition.readInPlaceOf(usual.terms(), "", definition).orRefuse();
        return new ProgramPublished(usual.programId(), usual.programKey(), 1, null, terms);
    }

    /** One world of the two. */
    private static final class Tenant {

        private final String id = "t-" + UUID.randomUUID();
        private final String key = "gv_sk_" + id;
        private final Facts facts = new Facts(id);

        void publish(ProgramPublished program) {
            TestLog.publishKey(id, key, ApiKeyPublished.Kind.SECRET);
            facts.publish(program);
            // Customers bring each other, so that binds reach up and down and close circles.
            for (var person = 0; person < 6; person++) {
                LinkPublished link = Facts.link("CODE" + person, "c" + person);
                facts.publish(link);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(request()
                                    .get("/v1/attribution/programs/spring/late-facts")
                                    .statusCode())
                            .isEqualTo(200));
        }

        void send(List<Integer> numbers, List<Long> seeds) {
            TestLog.append(numbers.stream()
                    .map(number -> fact(number, new Random(seeds.get(number))))
                    .toArray(Event<?>[]::new));
        }

        /** Both worlds draw the same. */
        private Event<?> fact(int number, Random random) {
            var day = random.nextInt(DAYS);
            var customer = "c" + random.nextInt(6);
            var visitor = "v" + random.nextInt(6);
            var code = "CODE" + random.nextInt(6);
            var name = String.valueOf(number);
            return switch (random.nextInt(8)) {
                case 0, 1 -> facts.click("k" + name, visitor, code, random.nextBoolean() ? "email" : null, day);
                case 2 -> facts.identify("i" + name, visitor, customer, day);
                case 3 -> facts.signUp("s" + name, customer, visitor, day);
                case 4 -> facts.signUp("s" + name, customer, code, null, day);
                case 5 -> facts.refund("r" + name, "f" + name, "o" + random.nextInt(FACTS), 100, day);
                default -> facts.purchase("p" + name, "o" + name, customer, 1_000 + random.nextInt(1_000), day);
            };
        }

        /** Facts of one topic but of several partitions: the last of them may come first. */
        void settled(List<Integer> numbers, List<Long> seeds) {
            var orders = numbers.stream()
                    .map(number -> fact(number, new Random(seeds.get(number))).id())
                    .filter(event -> event.startsWith("p") || event.startsWith("s"))
                    .count();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(decisions()).hasSize((int) orders));
        }

        JsonPath replayed(Map<String, Object> definition) {
            var replay = request()
                    .contentType("application/json")
                    .body(Map.of(
                            "programKey",
                            "spring",
                            "from",
                            Facts.MONDAY.toString(),
                            "to",
                            Facts.MONDAY.plus(Duration.ofDays(DAYS)).toString(),
                            "definition",
                            definition))
                    .post("/v1/attribution/replays")
                    .jsonPath()
                    .getString("id");
            return awaitState(replay, "completed");
        }

        void apply(Map<String, Object> definition) {
            var replay = replayed(definition).getString("id");
            assertThat(request()
                            .post("/v1/attribution/replays/" + replay + "/apply")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(awaitState(replay, "applied").getString("endedAt")).isNotBlank();
        }

        private JsonPath awaitState(String replay, String state) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(request()
                                    .get("/v1/attribution/replays/" + replay)
                                    .jsonPath()
                                    .getString("state"))
                            .isEqualTo(state));
            return request().get("/v1/attribution/replays/" + replay).jsonPath();
        }

        /** By what converted: who is credited and why, ids of conversions and revisions aside. */
        Map<String, Object> decisions() {
            List<Map<String, Object>> items =
                    request().get("/v1/conversions?limit=500").jsonPath().getList("items");
            var decisions = new TreeMap<String, Object>();
            for (var item : items) {
                var said = new HashMap<>(item);
                for (var field : List.of("id", "revision", "restatedBy")) said.remove(field);
                decisions.put(String.valueOf(item.get("eventId")), said);
            }
            return decisions;
        }

        private RequestSpecification request() {
            return RestAssured.given().header("Authorization", "Bearer " + key);
        }
    }
}
