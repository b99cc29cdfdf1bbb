package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People say yes and no, and it is on record who did, and why. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class ApprovalIT {

    private final Site site = new Site();

    @Test
    void whatPeopleMustApproveWaitsForThemAndSaysWhoDid() {
        // Given
        var give = fixed(300, "EUR").approvedBy(RewardApproval.PEOPLE);
        site.program(terms(rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, give, Duration.ZERO)));
        site.decided(purchase().of("a").order("a"));
        site.decided(purchase().of("b").order("b"));
        var waiting = site.awaitRewards(2);
        assertThat(waiting)
                .extracting(reward -> reward.status() + " " + reward.reason())
                .containsOnly("REVIEW approval_required");
        assertThat(site.get("/v1/rewards?status=review").jsonPath().getList("items"))
                .hasSize(2);
        // When
        var yes = say(waiting.getFirst().rewardId(), "approve", Map.of("person", "eve", "reason", "A regular."));
        var no = say(waiting.getLast().rewardId(), "reject", Map.of("reason", "Bought for himself."));
        // Then
        assertThat(yes.jsonPath().getString("status")).isEqualTo("released");
        assertThat(yes.jsonPath().getString("history[1].ruling.word")).isEqualTo("approve");
        assertThat(yes.jsonPath().getString("history[1].ruling.person")).isEqualTo("eve");
        assertThat(yes.jsonPath().getString("history[1].ruling.reason")).isEqualTo("A regular.");
        assertThat(yes.jsonPath().getString("history[1].ruling.by")).startsWith("gv_sk_");
        assertThat(yes.jsonPath().getString("history[0].ruling")).isNull();
        assertThat(no.jsonPath().getString("status")).isEqualTo("refused");
        assertThat(no.jsonPath().getString("history[1].ruling.reason")).isEqualTo("Bought for himself.");
        // and only once, and only what is a remark
        assertThat(say(waiting.getFirst().rewardId(), "approve", Map.of())
                        .jsonPath()
                        .getList("history"))
                .hasSize(2);
        assertThat(say(waiting.getFirst().rewardId(), "fulfil", Map.of("who", "eve"))
                        .statusCode())
                .isEqualTo(422);
        var paid = say(waiting.getFirst().rewardId(), "fulfil", Map.of("reference", "SEPA-1"));
        assertThat(paid.jsonPath().getString("history[2].ruling.reference")).isEqualTo("SEPA-1");
        assertThat(site.awaitRewards(5).getLast().status()).isEqualTo(Status.FULFILLED);
    }

    private Response say(String rewardId, String word, Map<String, String> remark) {
        return site.request().contentType("application/json").body(remark).post("/v1/rewards/" + rewardId + "/" + word);
    }
}
