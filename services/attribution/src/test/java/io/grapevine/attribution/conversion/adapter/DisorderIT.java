package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes last, and however often: in the end the same is decided as if everything had come in its time, once. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class DisorderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private record Tenant(String id, String key, Facts facts) {

        static Tenant named(EventData... definitions) {
            var id = "t-" + UUID.randomUUID();
            var tenant = new Tenant(id, "gv_sk_" + id, new Facts(id));
            TestLog.publishKey(id, tenant.key, ApiKeyPublished.Kind.SECRET);
            tenant.facts.publish(definitions);
            return tenant;
        }

        JsonPath conversions(String query) {
            var answer =
                    RestAssured.given().header("Authorization", "Bearer " + key).get("/v1/conversions?" + query);
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.jsonPath();
        }

        /** Everything that is decided, but for the ids it got and how often it was. */
        List<String> decided() {
            return conversions("limit=500").<Map<String, Object>>getList("items").stream()
                    .map(TreeMap::new)
                    .peek(conversion -> conversion.keySet().removeAll(List.of("id", "revision")))
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 204, 246, 249, 250})
    void aLogThatComesShuffledAndTwiceIsDecidedAsOneThatCameInOrder(long seed) {
        // Given
        var inOrder = Tenant.named(definitions(seed));
        var shuffled = Tenant.named(definitions(seed));
        // When
        TestLog.append(DrawnLog.of(inOrder.facts, seed));
        var log = new ArrayList<>(DrawnLog.of(shuffled.facts, seed));
        log.addAll(log.subList(0, log.size() / 2));
        Collections.shuffle(log, new Random(seed));
        log.forEach(TestLog::append);
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(shuffled.decided()).isNotEmpty();
            assertThat(shuffled.decided()).isEqualTo(inOrder.decided());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"click", "signup", "order", "refund", "above", "identify", "alias", "consent"})
    void whatComesLastIsWaitedForAndRevisesWhatWasDecidedWithoutIt(String last) {
        // Given: dave signed up in two places, bought as a guest, and was asked whether he agrees
        var tenant = Tenant.named(
                Programs.of("spring").deep().published(), Facts.link("ALICE", "alice"), Facts.link("BOB", "bob"));
        var facts = tenant.facts;
        var missing = switch (last) {
            case "click" -> facts.click("click", "v1", "ALICE", null, 1);
            case "signup" -> facts.signUp("signup", "dan", "v2", 3);
            case "order" -> Facts.of(facts.purchase("order", "o1", "dan", 1_000, 4), Consent.PENDING, null);
            case "refund" -> facts.refund("refund", "f1", "o1", 400, 5);
            case "above" -> facts.signUp("above", "alice", "BOB", null, 0);
            case "identify" -> facts.identify("identify", "v1", "dan", 6);
            case "alias" -> facts.alias("alias", "dan", "dave", 7);
            case "consent" -> Facts.of(facts.identify("consent", "v2", "dave", 8), Consent.GRANTED, null);
            default -> throw new IllegalArgumentException(last);
        };
        var others = new ArrayList<Event<?>>(List.of(
                facts.click("click", "v1", "ALICE", null, 1),
                facts.signUp("signup", "dan", "v2", 3),
                Facts.of(facts.purchase("order", "o1", "dan", 1_000, 4), Consent.PENDING, null),
                facts.refund("refund", "f1", "o1", 400, 5),
                facts.signUp("above", "alice", "BOB", null, 0),
                facts.identify("identify", "v1", "dan", 6),
                facts.alias("alias", "dan", "dave", 7),
                Facts.of(facts.identify("consent", "v2", "dave", 8), Consent.GRANTED, null)));
        others.removeIf(event -> event.id().equals(last));
        Collections.shuffle(others, new Random(last.hashCode()));
        others.forEach(TestLog::append);
        TestLog.append(facts.purchase("marker", "o9", "marker", 1, 9));
        only(
                tenant,
                "orderId=o9",
                marker -> assertThat(marker.getInt("revision")).isEqualTo(1));
        // When
        TestLog.append(missing);
        // Then
        only(tenant, "orderId=o1", order -> {
            assertThat(order.getString("customerId")).isEqualTo("dave");
            assertThat(order.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(order.getLong("refunded.amount")).isEqualTo(400);
            assertThat(order.getString("upline[0].externalId")).isEqualTo("bob");
            assertThat(order.getString("explanation.basis.consentBy")).isEqualTo("consent");
        });
        only(tenant, "kind=signup&customerId=dave", signUp -> {
            assertThat(signUp.getString("advocate.externalId")).isEqualTo("alice");
            assertThat(signUp.getString("upline[0].externalId")).isEqualTo("bob");
        });
    }

    @Test
    void whatIsShownOfLatenessIsWhatItWasMeasuredBy() {
        // Given: the version that decides for earlier customers waits shorter than the one that holds
        var week = Duration.ofDays(7);
        var tenant = Tenant.named(
                Programs.of("spring").lateness(Duration.ofDays(1)).published(),
                Programs.of("spring")
                        .version(2, 5)
                        .lateness(week)
                        .audience(Terms.Audience.NEW_CUSTOMERS)
                        .published(),
                Facts.link("ALICE", "alice"));
        // When
        TestLog.append(
                tenant.facts.signUp("s1", "dave", "ALICE", null, 4),
                Facts.late(tenant.facts.purchase("p1", "o1", "dave", 1_000, 6), week));
        // Then
        only(tenant, "orderId=o1", order -> {
            assertThat(order.getInt("programVersion")).isEqualTo(1);
            assertThat(order.getString("outcome")).isEqualTo("attributed");
            assertThat(order.getString("explanation.basis.lateness")).isEqualTo("PT168H");
        });
    }

    /** A referral program, one that shares credit and competes with it, and for every second seed one for new customers only. */
    private static EventData[] definitions(long seed) {
        var definitions = new ArrayList<EventData>(List.of(
                Programs.of("spring").deep().published(),
                new ProgramPublished("prg_autumn", "autumn", 1, null, SharedCreditIT.terms())));
        if (seed % 2 == 0)
            definitions.add(Programs.of("fresh").newCustomersOnly().published());
        for (var customer : DrawnLog.customers()) {
            definitions.add(Facts.link("spring", "SPRING-" + customer, customer));
            definitions.add(Facts.link(seed % 2 == 0 ? "fresh" : "autumn", "AUTUMN-" + customer, customer));
        }
        return definitions.toArray(EventData[]::new);
    }

    private static void only(Tenant tenant, String query, ThrowingConsumer<JsonPath> wanted) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var found = tenant.conversions(query);
            assertThat(found.getList("items")).hasSize(1);
            assertThat(found.setRootPath("items[0]")).satisfies(wanted);
        });
    }
}
