package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.Item;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was bought, and what of it came back, from the facts into decisions. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class OrderDetailsIT {

    private static final Item MUGS = new Item("mug", "Mug", "kitchen", 2L, 1_250L);
    private static final Item TEA = new Item("tea", "Tea", null, null, 400L);

    private final String tenant = "t-" + UUID.randomUUID();
    private final Facts facts = new Facts(tenant);

    @BeforeEach
    void aProgramWithAnAdvocate() {
        facts.publish(Programs.of("spring").published(), Facts.link("ALICE", "alice"));
    }

    @Test
    void everyRevisionSaysWhatWasBoughtAndWhatCameBackWhicheverFactComesFirst() {
        // Given
        var refund = Facts.having(
                facts.refund("r1", "f1", "o1", 1_250, 3), null, List.of(new Item("mug", null, null, 1L, null)));
        var purchase = Facts.having(facts.purchase("p1", "o1", "dave", 3_000, 2), "vip", List.of(MUGS, TEA));
        // When
        TestLog.append(refund, Facts.having(facts.signUp("s1", "dave", "ALICE", null, 1), "new", List.of()), purchase);
        // Then
        decided(
                "o1",
                new ConversionDetails(
                        19L,
                        null,
                        5L,
                        "vip",
                        List.of(
                                new Line("mug", "kitchen", 2L, 2_500L, 1_250L),
                                new Line("tea", null, null, 400L, null))));
        assertThat(latest(ConversionDecided.Kind.SIGNUP, null).details())
                .isEqualTo(new ConversionDetails(null, null, null, "new", List.of()));
        // When: another refund, and an earlier report of the same order, which is the fact from now on
        TestLog.append(
                Facts.having(
                        facts.refund("r2", "f2", "o1", 300, 4), null, List.of(new Item("mug", null, null, 1L, 300L))),
                Facts.having(facts.purchase("p0", "o1", "dave", 3_000, 1), null, List.of(MUGS)));
        // Then
        decided(
                "o1",
                new ConversionDetails(19L, null, 5L, null, List.of(new Line("mug", "kitchen", 2L, 2_500L, 1_550L))));
    }

    @Test
    void theApiShowsThemAndNothingWhereNothingWasTold() {
        // Given
        var key = "gv_sk_" + tenant;
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        TestLog.append(
                Facts.having(facts.purchase("p1", "o1", "dave", 3_000, 2), "vip", List.of(TEA)),
                facts.purchase("p2", "o2", "dave", 3_000, 2));
        // When
        await().atMost(Duration.ofSeconds(20))
                .until(() -> conversion(key, "o1").contains("\"o1\"")
                        && conversion(key, "o2").contains("\"o2\""));
        // Then
        assertThat(conversion(key, "o1"))
                .contains(
                        "\"details\":{\"taxMinor\":19,\"discountMinor\":5,\"segment\":\"vip\",\"lines\":[{\"sku\":\"tea\",\"amountMinor\":400}]}");
        assertThat(conversion(key, "o2")).doesNotContain("details");
    }

    private static String conversion(String key, String order) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/conversions?orderId=" + order)
                .asString();
    }

    private void decided(String order, ConversionDetails details) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                latest(ConversionDecided.Kind.PURCHASE, order).details())
                        .isEqualTo(details));
    }

    private ConversionDecided latest(ConversionDecided.Kind kind, @Nullable String order) {
        return TestLog.read(Topic.ATTRIBUTIONS, tenant, ConversionDecided.class).stream()
                .filter(decided -> decided.kind() == kind && Objects.equals(decided.orderId(), order))
                .reduce((earlier, later) -> later.revision() > earlier.revision() ? later : earlier)
                .orElseThrow(() -> new AssertionError("nothing decided about " + kind + " " + order));
    }
}
