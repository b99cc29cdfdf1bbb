package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Transactions side by side about the same people, as after a rebalance that left a zombie behind. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RacesIT {

    private static final int RACERS = 50;

    @Inject
    TenantTransactions transactions;

    @Inject
    IssueRewards issueRewards;

    @Inject
    Vertx vertx;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void fiftyTransactionsWithOnePurchaseIssueItsRewardsOnce() throws Exception {
        // Given
        program();
        // When
        var racers = new ArrayList<CompletableFuture<Void>>();
        for (var racer = 0; racer < RACERS; racer++)
            racers.add(handle(List.of(event(purchase().upline(2, "bea")))));
        CompletableFuture.allOf(racers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> rewardsOf("cnv_1") >= 3);
        assertThat(rewards())
                .filteredOn(reward -> reward.conversionId().equals("cnv_1"))
                .extracting(reward -> reward.beneficiary().externalId() + " " + reward.sequence())
                .containsExactlyInAnyOrder("ada 1", "bea 1", "fay 1");
    }

    @Test
    void crossingBatchesOfRevisionsNeitherDeadlockNorLoseAnything() throws Exception {
        // Given
        program();
        var random = new Random(11);
        // When: every racer brings every order, in its own order and revision
        var racers = new ArrayList<CompletableFuture<Void>>();
        for (var revision = 1; revision <= 20; revision++) {
            var batch = new ArrayList<Event<?>>();
            for (var order = 0; order < 30; order++)
                batch.add(event(purchase()
                        .of("cnv_" + order)
                        .by(order % 2 == 0 ? "fay" : "bea", null)
                        .broughtBy(order % 2 == 0 ? "ada" : "fay")
                        .revision(revision)
                        .refunded(revision * 100L)));
            Collections.shuffle(batch, random);
            racers.add(handle(batch));
        }
        CompletableFuture.allOf(racers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        // Then: 20 revisions refunded 20.00 of 100.00, each order owes its advocate 8.00
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lastAmounts()).hasSize(30).containsOnly(800L));
    }

    private List<Long> lastAmounts() {
        return rewards().stream()
                .filter(reward -> reward.ruleId().equals("commission")
                        && reward.programKey().equals("demo"))
                .collect(java.util.stream.Collectors.toMap(
                        RewardChanged::conversionId,
                        reward -> reward,
                        (one, other) -> one.sequence() > other.sequence() ? one : other))
                .values()
                .stream()
                .map(RewardChanged::amountMinor)
                .toList();
    }

    private CompletableFuture<Void> handle(List<Event<?>> events) {
        var done = new CompletableFuture<Void>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> transactions
                        .inTenant(tenant, session -> issueRewards.handle(session, tenant, events))
                        .subscribe()
                        .with(done::complete, done::completeExceptionally));
        return done;
    }

    private List<RewardChanged> rewards() {
        return TestLog.read(Topic.REWARDS, tenant, RewardChanged.class);
    }

    /** The terms are known once a decision by them was rewarded. */
    private void program() {
        TestLog.append(stated(new ProgramPublished(
                "prg_1",
                "demo",
                1,
                null,
                terms(commission(), percent("second", Role.UPLINE, 2, "3", null), thanks()))));
        TestLog.append(stated(new ProgramPublished("prg_2", "probe", 1, null, terms(commission()))));
        TestLog.append(event(purchase().of("probe").in("probe", 1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> rewardsOf("probe") == 1);
    }

    private long rewardsOf(String conversion) {
        return rewards().stream()
                .filter(reward -> reward.conversionId().equals(conversion))
                .count();
    }

    private Event<?> event(Decisions decision) {
        return stated(decision.build());
    }

    private Event<?> stated(io.grapevine.events.EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }
}
