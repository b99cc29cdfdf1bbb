package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rewards follow what becomes of a review, by the next revision alone. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ReviewIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aProgram() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
    }

    @Test
    void aReviewHoldsTheMoneyAnAcceptanceReleasesItAndARefusalTakesItBack() {
        // When, Then
        say(purchase().inReview().build());
        awaitReward("review fraud_signals", 1000, 1000, 0);
        say(purchase().revision(2).build());
        awaitReward("released null", 1000, 0, 1000);
        say(purchase().revision(3).inReview().build());
        awaitReward("review fraud_signals", 1000, 1000, 0);
        say(purchase()
                .unattributed(Outcome.REFUSED, Reason.FRAUD_SIGNALS)
                .revision(4)
                .build());
        awaitReward("clawed_back fraud_signals", 0, 0, 1000);
        say(purchase().revision(5).build());
        awaitReward("released null", 1000, 0, 1000);
        assertThat(RestAssured.given()
                        .header("Authorization", "Bearer " + key)
                        .get("/v1/ledger/verify")
                        .jsonPath()
                        .getLong("sums.EUR"))
                .isZero();
    }

    private void awaitReward(String statusAndReason, long owed, long held, long released) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var rewards = RestAssured.given()
                    .header("Authorization", "Bearer " + key)
                    .get("/v1/rewards?orderId=o1")
                    .jsonPath();
            assertThat(rewards.getString("items[0].status") + " " + rewards.getString("items[0].reason"))
                    .isEqualTo(statusAndReason);
            var balance = RestAssured.given()
                    .header("Authorization", "Bearer " + key)
                    .get("/v1/balances/ada")
                    .jsonPath();
            assertThat(balance.getLong("balances[0].held")).isEqualTo(held);
            assertThat(balance.getLong("balances[0].released")).isEqualTo(released);
            assertThat(balance.getLong("balances[0].amount") + held).isEqualTo(owed);
        });
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
