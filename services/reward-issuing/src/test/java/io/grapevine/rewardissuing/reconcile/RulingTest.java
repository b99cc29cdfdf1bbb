package io.grapevine.rewardissuing.reconcile;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.held;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.changed;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.line;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.moved;
import static io.grapevine.rewardissuing.reconcile.ReconcileTest.opened;
import static io.grapevine.testkit.fact.Decisions.MONDAY;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RulingTest {

    private static final Instant NOW = MONDAY.plusSeconds(60);

    private final Reward released = opened(purchase(), commission(), NOW).reward();
    private final Reward held =
            opened(purchase(), held(commission(), Duration.ofDays(14)), NOW).reward();
    private final Reward frozen =
            opened(purchase().disputed(State.OPENED), commission(), NOW).reward();

    @Test
    void approvingEndsTheHoldAtOnce() {
        var approved = moved(Ruling.approve(held, NOW));
        assertThat(approved.reward().status()).isEqualTo(Status.RELEASED);
        assertThat(approved.reward().verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(approved.movements()).containsExactly(new Movement("EUR", -1000, 1000, 0, 0));
        assertThat(Ruling.approve(approved.reward(), NOW)).isEqualTo(new Ruling.Already(approved.reward()));
    }

    @Test
    void rejectingTakesTheRewardBackForGood() {
        var rejected = moved(Ruling.reject(released, NOW));
        assertThat(rejected.reward().status()).isEqualTo(Status.REFUSED);
        assertThat(rejected.reward().reason()).isEqualTo(Reason.REJECTED);
        assertThat(rejected.movements()).containsExactly(new Movement("EUR", 0, 0, 0, 1000));
        assertThat(Ruling.reject(rejected.reward(), NOW)).isEqualTo(new Ruling.Already(rejected.reward()));
        assertThat(changed(Reconcile.with(rejected.reward(), line(purchase().amount(20_000, "EUR"), commission()), NOW))
                        .transfer())
                .isEmpty();
        assertThat(Ruling.approve(rejected.reward(), NOW)).isEqualTo(new Ruling.Illegal(Status.REFUSED));
    }

    @Test
    void rejectingInTheHoldTakesThePromiseBack() {
        var rejected = moved(Ruling.reject(held, NOW)).reward();
        assertThat(rejected.position()).isEqualTo(Position.NOTHING);
        assertThat(Reconcile.with(rejected, rejected.line(), MONDAY.plus(Duration.ofDays(15))))
                .isEqualTo(new Unchanged());
        assertThat(moved(Ruling.reject(frozen, NOW)).reward().status()).isEqualTo(Status.REFUSED);
    }

    @Test
    void fulfillingPaysWhatIsPayable() {
        var paid = moved(Ruling.fulfil(released, NOW));
        assertThat(paid.reward().status()).isEqualTo(Status.FULFILLED);
        assertThat(paid.movements()).containsExactly(new Movement("EUR", 0, 0, 1000, 0));
        assertThat(paid.transfer().orElseThrow().entries())
                .extracting(entry -> entry.account().name() + " " + entry.amountMinor())
                .containsExactly("payable:ada 1000", "cash:demo -1000");
        assertThat(Ruling.fulfil(paid.reward(), NOW)).isEqualTo(new Ruling.Already(paid.reward()));
        assertThat(Ruling.approve(paid.reward(), NOW)).isEqualTo(new Ruling.Already(paid.reward()));
        assertThat(Ruling.reject(paid.reward(), NOW)).isEqualTo(new Ruling.Illegal(Status.FULFILLED));
    }

    @Test
    void thereAreWaysThatDoNotExist() {
        assertThat(Ruling.fulfil(held, NOW)).isEqualTo(new Ruling.Illegal(Status.HELD));
        assertThat(Ruling.fulfil(frozen, NOW)).isEqualTo(new Ruling.Illegal(Status.FROZEN));
        assertThat(Ruling.approve(frozen, NOW)).isEqualTo(new Ruling.Illegal(Status.FROZEN));
        var clawedBack = changed(Reconcile.with(released, line(purchase().refunded(10_000), commission()), NOW))
                .reward();
        assertThat(Ruling.approve(clawedBack, NOW)).isEqualTo(new Ruling.Illegal(Status.CLAWED_BACK));
        assertThat(Ruling.reject(clawedBack, NOW)).isEqualTo(new Ruling.Illegal(Status.CLAWED_BACK));
        assertThat(Ruling.fulfil(clawedBack, NOW)).isEqualTo(new Ruling.Illegal(Status.CLAWED_BACK));
    }

    @Test
    void aCouponThatWasIssuedIsFulfilled() {
        var issued = changed(Reconcile.open("rew_1", "SAVE-1", line(signUp(), welcomeCoupon()), NOW))
                .reward();
        assertThat(Ruling.fulfil(issued, NOW)).isEqualTo(new Ruling.Already(issued));
    }
}
