package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.Evidence;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever order facts come in, in however many batches: the same speaks against the same conversions. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ScreeningOrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORDERS = 4;

    // Everything is little, so that a dozen people reach all of it.
    private static final FraudTerms STRICT = new FraudTerms(
            40,
            150,
            List.of(),
            new Pace(Duration.ofHours(24), 3, 3, 2, 2, Duration.ofSeconds(2)),
            List.of("acme"),
            List.of("coupons.example"),
            Duration.ofDays(14),
            AfterTerm.ACCEPT);

    /** Everything a conversion says of itself, by order or event. */
    private record World(String tenant) {

        List<Event<?>> facts() {
            var facts = new Facts(tenant);
            var all = new ArrayList<Event<?>>();
            all.add(signUp("s-alice", "alice", null, "laptop", "home", 0));
            // A ring next to one another, a crowd on one network, and somebody after it.
            for (var i = 1; i <= 4; i++) all.add(signUp("s-r" + i, "r" + i, "ALICE", "phone", "flat", 2));
            all.add(signUp("s-r5", "r5", "ALICE", "other", "flat", 2));
            for (var i = 1; i <= 3; i++) all.add(signUp("s-x" + i, "x" + i, "BOB", "own" + i, "office", 3));
            all.add(signUp("s-x4", "x4", "BOB", "own4", "office", 4));
            all.add(signUp("s-dave", "dave", "ALICE", "laptop", "away", 5));
            // Through a coupon site and a flood of clicks, and with the brand's own name.
            all.add(click("c1", "v1", null, Map.of(), 6));
            all.add(click("c2", "v1", "https://www.coupons.example/x", Map.of(), 6));
            all.add(click("c3", "v2", null, Map.of("utm_medium", "cpc", "utm_term", "acme shoes"), 6));
            all.add(facts.signUp("s-v1", "val", "v1", 6));
            all.add(facts.signUp("s-v2", "vic", "v2", 6));
            for (var customer : List.of("r1", "r5", "x4", "dave", "val", "vic"))
                all.add(facts.purchase("p-" + customer, "o-" + customer, customer, 1_000, 8));
            return all;
        }

        private Event<?> signUp(
                String id, String customer, @Nullable String code, String device, String network, int day) {
            var isCloud = network.equals("away") ? true : null;
            var context = new Context(null, null, null, device, null, new Context.Network(network, isCloud), null);
            return new Facts(tenant)
                    .at(
                            id,
                            day,
                            new SignUpRecorded(
                                    customer,
                                    null,
                                    new Evidence(null, null, code, List.of()),
                                    null,
                                    null,
                                    null,
                                    context));
        }

        private Event<?> click(
                String id, String visitor, @Nullable String referrer, Map<String, String> parameters, int day) {
            return new Facts(tenant)
                    .at(
                            id,
                            day,
                            new ClickRecorded(
                                    id,
                                    ClickRecorded.Origin.HOST,
                                    null,
                                    "BOB",
                                    visitor,
                                    TrafficLabel.HUMAN,
                                    "1",
                                    null,
                                    referrer,
                                    null,
                                    parameters,
                                    Context.NONE));
        }

        String key() {
            return "gv_sk_" + tenant;
        }

        Map<String, String> decided() {
            var decided = new TreeMap<String, String>();
            var items = RestAssured.given()
                    .header("Authorization", "Bearer " + key())
                    .get("/v1/conversions?limit=500")
                    .jsonPath()
                    .getList("items", Map.class);
            for (var item : items) {
                var explanation = (Map<?, ?>) item.get("explanation");
                var screening = (Map<?, ?>) explanation.get("screening");
                decided.put(
                        item.get("kind") + " " + item.get("eventId"),
                        item.get("outcome") + " " + item.get("reason") + " "
                                + (screening == null ? "" : screening.get("signals")));
            }
            return decided;
        }
    }

    @Test
    void theSameSpeaksAgainstTheSameInAnyOrderAndInAnyBatches() {
        // Given
        var inOrder = world(world -> TestLog.append(world.facts()));
        await().atMost(PATIENCE).untilAsserted(() -> {
            var all = inOrder.decided().toString();
            assertThat(all)
                    .contains("self_referral_device", "ring", "dense_cluster", "device_velocity", "network_velocity")
                    .contains(
                            "advocate_velocity",
                            "coupon_site",
                            "click_flooding",
                            "paid_brand_search",
                            "data_centre",
                            "inherited=true");
        });
        for (var seed = 1; seed <= ORDERS; seed++) {
            // When
            var random = new Random(seed);
            var shuffled = world(world -> {
                var facts = world.facts();
                Collections.shuffle(facts, random);
                facts.forEach(TestLog::append);
                TestLog.append(facts.subList(0, 5));
            });
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shuffled.decided()).isEqualTo(inOrder.decided()));
        }
    }

    private static World world(java.util.function.Consumer<World> happens) {
        var world = new World("t-" + UUID.randomUUID());
        TestLog.publishKey(world.tenant(), world.key(), ApiKeyPublished.Kind.SECRET);
        new Facts(world.tenant())
                .publish(
                        Programs.of("spring")
                                .pays(Trigger.SIGNUP, Trigger.PURCHASE)
                                .fraud(STRICT)
                                .published(),
                        Facts.link("ALICE", "alice"),
                        Facts.link("BOB", "bob"));
        happens.accept(world);
        await().atMost(PATIENCE)
                .until(() -> world.decided().size() >= world.facts().size() - 3);
        return world;
    }
}
