package io.grapevine.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what sites report to what people are paid, at the one origin: what looks like fraud waits for a person, and their word decides. */
@ExtendWith(AssembledSystem.class)
class ReviewIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Fact> ADA_SHARES =
            List.of(new Fact.Share("share-ada", Instant.parse("2026-03-01T12:00:00Z"), "ADA", "ada", "link", "A"));
    private static final String PROGRAM = """
            {"name": "Reviewed", "destination": "https://shop.example/", "attribution": {"model": "last_touch", "lookback": "30d"},
             "rewards": [{"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}}]%s}""";

    @ParameterizedTest
    @CsvSource({"accept,accepted,attributed,released,500", "refuse,refused,refused,refused,0"})
    void whoeverBroughtThemselvesWaitsForAPersonWhoseWordDecidesWhatIsPaid(
            String verdict, String status, String outcome, String reward, long owed, RunningSystem system) {
        // Given: two names, one inbox
        var api = prepare(system, "review-" + verdict, "");
        send(api, """
                [{"type": "signup", "id": "s-ada", "time": "2026-03-01T12:00:00Z", "data": {"customerId": "ada", "email": "ada.l@gmail.com"}},
                 {"type": "signup", "id": "s-bob", "time": "2026-03-02T12:00:00Z",
                  "data": {"customerId": "bob", "referralCode": "ADA", "email": "AdaL+shop@googlemail.com"}},
                 {"type": "purchase", "id": "p-1", "time": "2026-03-03T12:00:00Z",
                  "data": {"customerId": "bob", "orderId": "o-1", "amount": 5000, "currency": "EUR"}}]""");
        eventually(() -> assertThat(rewardOf(api).path("status").asText()).isEqualTo("review"));
        var signUp = only(api, "/v1/conversions?kind=signup&customerId=bob");
        var review =
                api.get("/v1/reviews/" + signUp.path("id").asText()).orThrow().json();
        assertThat(review.path("status").asText()).isEqualTo("open");
        assertThat(review.path("signals").path(0).path("code").asText()).isEqualTo("self_referral_email");
        assertThat(review.toString()).doesNotContain("gmail", "googlemail");
        assertThat(owed(api)).isZero();
        // When
        var decided = api.post(
                        "/v1/reviews/" + signUp.path("id").asText() + "/decision",
                        json("{\"verdict\": \"%s\", \"reason\": \"We called them.\"}".formatted(verdict)))
                .orThrow()
                .json();
        // Then
        assertThat(decided.path("status").asText()).isEqualTo(status);
        eventually(() -> {
            assertThat(rewardOf(api).path("status").asText()).isEqualTo(reward);
            assertThat(owed(api)).isEqualTo(owed);
        });
        assertThat(only(api, "/v1/conversions?orderId=o-1").path("outcome").asText())
                .isEqualTo(outcome);
        assertThat(api.get("/v1/ledger/verify").orThrow().json().path("ok").asBoolean())
                .isTrue();
    }

    @Test
    void whoeverComesFromADataCentreIsLookedAtWhereAProgramAsksForIt(RunningSystem system) {
        // Given
        var api = prepare(system, "review-cloud", ", \"fraud\": {\"review\": 50, \"weights\": {\"data_centre\": 60}}");
        // When
        send(api, """
                [{"type": "signup", "id": "s-cloud", "time": "2026-03-02T12:00:00Z",
                  "data": {"customerId": "cloud", "referralCode": "ADA", "ip": "198.51.100.7"}},
                 {"type": "signup", "id": "s-home", "time": "2026-03-02T12:00:00Z",
                  "data": {"customerId": "home", "referralCode": "ADA", "ip": "203.0.113.7"}}]""");
        // Then
        eventually(() -> {
            var cloud = only(api, "/v1/conversions?kind=signup&customerId=cloud");
            assertThat(cloud.path("outcome").asText()).isEqualTo("review");
            assertThat(cloud.path("explanation")
                            .path("screening")
                            .path("signals")
                            .findValuesAsText("code"))
                    .containsExactly("data_centre");
            var home = only(api, "/v1/conversions?kind=signup&customerId=home");
            assertThat(home.path("outcome").asText()).isEqualTo("attributed");
        });
    }

    @Test
    void whatWasBoughtAndWhatOfItCameBackStandsInTheDecision(RunningSystem system) {
        // Given
        var api = prepare(system, "order-details", "");
        // When
        send(api, """
                [{"type": "refund", "id": "r-1", "time": "2026-03-04T12:00:00Z",
                  "data": {"refundId": "f-1", "orderId": "o-1", "amount": 1250, "currency": "EUR", "items": [{"sku": "mug", "quantity": 1}]}},
                 {"type": "purchase", "id": "p-1", "time": "2026-03-03T12:00:00Z",
                  "data": {"customerId": "bob", "orderId": "o-1", "amount": 5000, "currency": "EUR", "tax": 798, "shipping": 500,
                   "discount": 250, "segment": "vip", "referralCode": "ADA", "items": [
                    {"sku": "mug", "name": "Mug", "category": "kitchen", "quantity": 2, "price": 1250}, {"sku": "tea", "price": 2000}]}}]""");
        // Then
        eventually(() -> assertThat(only(api, "/v1/conversions?orderId=o-1").path("details"))
                .isEqualTo(json("""
                        {"taxMinor": 798, "shippingMinor": 500, "discountMinor": 250, "segment": "vip", "lines": [
                          {"sku": "mug", "category": "kitchen", "quantity": 2, "amountMinor": 2500, "refundedMinor": 1250},
                          {"sku": "tea", "amountMinor": 2000}]}""")));
    }

    private static Api prepare(RunningSystem system, String tenant, String more) {
        return Tenants.play(system).prepare(tenant, ADA_SHARES, json(PROGRAM.formatted(more)));
    }

    private static void send(Api api, String events) {
        var answer =
                api.post("/v1/events", json("{\"events\": " + events + "}")).orThrow();
        assertThat(answer.json().path("events").findValuesAsText("status")).containsOnly("accepted");
    }

    private static JsonNode rewardOf(Api api) {
        return only(api, "/v1/rewards?orderId=o-1");
    }

    private static JsonNode only(Api api, String list) {
        var items = api.list(list);
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static long owed(Api api) {
        return api.get("/v1/balances/ada")
                .json()
                .path("balances")
                .path(0)
                .path("amount")
                .asLong();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Tenants.PATIENCE).untilAsserted(assertion);
    }
}
