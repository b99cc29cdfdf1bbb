package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.donation;
import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.points;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thing;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.clock.MutableClock;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of reward over HTTP, the log and the books. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class KindsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    MutableClock clock;

    private final Site site = new Site();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void pointsHaveABalanceOfTheirOwnAndADonationIsInNobodys() {
        // Given
        site.program(terms(
                rule("points", Trigger.PURCHASE, Role.ADVOCATE, points(250), Duration.ZERO),
                rule("cash", Trigger.PURCHASE, Role.ADVOCATE, fixed(300, "EUR"), Duration.ZERO),
                rule("good", Trigger.PURCHASE, Role.ADVOCATE, donation(500, "EUR", "Red Cross"), Duration.ZERO)));
        // When
        site.decided(purchase());
        // Then
        var told = site.awaitRewards(3);
        assertThat(told)
                .extracting(reward -> reward.kind() + " " + reward.amountMinor() + " " + reward.currency())
                .containsExactlyInAnyOrder("POINTS 250 points", "CREDIT 300 EUR", "DONATION 500 EUR");
        var balances = site.get("/v1/balances/ada").jsonPath();
        assertThat(balances.getList("balances.currency")).containsExactly("EUR", "points");
        assertThat(balances.getList("balances.amount")).containsExactly(300, 250);
        assertThat(balances.getInt("balances[1].byKind.points.released")).isEqualTo(250);
        var donated = site.get("/v1/ledger/entries?account=donated:Red Cross").jsonPath();
        assertThat(donated.getList("items.amount.amount")).containsExactly(-500);
        var shown = site.get("/v1/rewards/" + ofKind(RewardKind.DONATION).rewardId())
                .jsonPath();
        assertThat(shown.getString("thing.name")).isEqualTo("Red Cross");
        // and spending, paying and the proof go on
        assertThat(site.post(ofKind(RewardKind.POINTS).rewardId(), "fulfil")
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("fulfilled");
        assertThat(site.post(ofKind(RewardKind.DONATION).rewardId(), "fulfil")
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("fulfilled");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var proof = site.get("/v1/ledger/verify").jsonPath();
            assertThat(proof.getBoolean("ok")).as(proof.prettify()).isTrue();
            assertThat(proof.getMap("sums")).containsOnlyKeys("EUR", "points");
            assertThat(proof.getLong("unsealed")).isZero();
        });
    }

    @Test
    void aGiftIsHandedOverAndTakenBackOnRecord() {
        // Given
        site.program(terms(rule("mug", Trigger.PURCHASE, Role.ADVOCATE, thing(RewardKind.GIFT, "Mug"), Duration.ZERO)));
        site.decided(purchase());
        var gift = site.awaitRewards(1).getFirst();
        assertThat(gift.status()).isEqualTo(Status.RELEASED);
        assertThat(gift.thing().name()).isEqualTo("Mug");
        assertThat(gift.amountMinor()).isNull();
        // When
        assertThat(site.post(gift.rewardId(), "fulfil").jsonPath().getString("status"))
                .isEqualTo("fulfilled");
        site.decided(purchase().revision(2).refunded(10_000));
        // Then
        assertThat(site.awaitRewards(3).getLast().status()).isEqualTo(Status.CLAWED_BACK);
        var shown = site.get("/v1/rewards/" + gift.rewardId()).jsonPath();
        assertThat(shown.getList("issues.movement")).containsExactly("issued", "recalled");
        assertThat(shown.getString("issues[0].thing.name")).isEqualTo("Mug");
        assertThat(shown.getString("fulfilledAt")).isNotNull();
        assertThat(site.get("/v1/ledger/entries").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void whatNobodyUsedInTimeIsLostAndTheBooksMoveItBack() {
        // Given
        var halfAnHour = Duration.ofMinutes(30);
        var credit = fixed(300, "EUR").expiring(halfAnHour);
        site.program(terms(rule("credit", Trigger.PURCHASE, Role.ADVOCATE, credit, Duration.ZERO)));
        site.decided(purchase());
        var released = site.awaitRewards(1).getFirst();
        assertThat(released.status()).isEqualTo(Status.RELEASED);
        assertThat(released.expiresAt()).isEqualTo(released.changedAt().plus(halfAnHour));
        // When
        clock.advance(halfAnHour.plusSeconds(1));
        // Then
        assertThat(site.awaitRewards(2).getLast().status()).isEqualTo(Status.EXPIRED);
        assertThat(site.get("/v1/balances/ada").jsonPath().getInt("balances[0].amount"))
                .isZero();
        assertThat(site.post(released.rewardId(), "fulfil").statusCode()).isEqualTo(409);
        assertThat(site.get("/v1/rewards?status=expired").jsonPath().getList("items"))
                .hasSize(1);
        // and a full refund of what is lost leaves nothing behind
        site.decided(purchase().revision(2).refunded(10_000));
        assertThat(site.awaitRewards(3).getLast().status()).isEqualTo(Status.CLAWED_BACK);
        assertThat(site.get("/v1/balances/ada").jsonPath().getInt("balances[0].amount"))
                .isZero();
    }

    private RewardChanged ofKind(RewardKind kind) {
        return site.rewards().stream()
                .filter(reward -> reward.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
