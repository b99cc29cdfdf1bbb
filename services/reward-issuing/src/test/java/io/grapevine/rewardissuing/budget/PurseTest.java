package io.grapevine.rewardissuing.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.money.MinorAmount;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.Reckoning;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurseTest {

    @Test
    void whatIsLeftIsGranted() {
        var grant = purse(1_000L, 400).draw(euros(600), 0);
        assertThat(grant.line()).isEqualTo(euros(600));
        assertThat(grant.after().grantedMinor()).isEqualTo(1_000);
        assertThat(grant.after().isExhausted()).isTrue();
    }

    @Test
    void ofMoreThanIsLeftTheRestIsGranted() {
        var grant = purse(1_000L, 400).draw(euros(601), 0);
        assertThat(grant.line().amount()).isEqualTo(new MinorAmount(600, "EUR"));
        assertThat(grant.line().reckoning()).isEqualTo(new Reckoning(null, null, 601, Reason.BUDGET_EXHAUSTED));
        assertThat(grant.after().grantedMinor()).isEqualTo(1_000);
    }

    @Test
    void whereNothingIsLeftItIsRefused() {
        var grant = purse(1_000L, 1_000).draw(euros(1), 0);
        assertThat(grant.line().standing()).isEqualTo(Standing.REFUSED);
        assertThat(grant.line().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
        assertThat(grant.after().grantedMinor()).isEqualTo(1_000);
    }

    @Test
    void whatWasGrantedStaysGrantedThoughTheTotalWasLowered() {
        var grant = purse(100L, 1_000).draw(euros(500), 500);
        assertThat(grant.line()).isEqualTo(euros(500));
        assertThat(grant.after().grantedMinor()).isEqualTo(1_000);
    }

    @Test
    void aSmallerOneGoesBackIntoThePurse() {
        assertThat(purse(1_000L, 1_000).draw(euros(200), 500).after().grantedMinor())
                .isEqualTo(700);
        var reversed = euros(500).withdrawn(Reason.NO_LONGER_OWED);
        assertThat(purse(1_000L, 1_000).draw(reversed, 500).after().grantedMinor())
                .isEqualTo(500);
    }

    @Test
    void aBudgetThatOnlyAlertsGrantsEverything() {
        var purse = new Purse(1_000L, "EUR", WhenExhausted.ALERT, 900);
        var grant = purse.draw(euros(500), 0);
        assertThat(grant.line()).isEqualTo(euros(500));
        assertThat(grant.after().grantedMinor()).isEqualTo(1_400);
        assertThat(grant.after().isExhausted()).isTrue();
    }

    @Test
    void withoutATotalEverythingIsGrantedAndCounted() {
        var grant = purse(null, 900).draw(euros(500), 0);
        assertThat(grant.line()).isEqualTo(euros(500));
        assertThat(grant.after().grantedMinor()).isEqualTo(1_400);
        assertThat(grant.after().isExhausted()).isFalse();
    }

    @Test
    void whatIsNoMoneyOfTheBudgetPassesBy() {
        var dollars = line(new MinorAmount(500, "USD"), RewardKind.CASH);
        var coupon = line(null, RewardKind.COUPON);
        var purse = purse(1_000L, 1_000);
        assertThat(purse.draw(dollars, 0)).isEqualTo(new Purse.Grant(dollars, purse));
        assertThat(purse.draw(coupon, 0)).isEqualTo(new Purse.Grant(coupon, purse));
    }

    @Test
    void aPurseIsNeverInDebt() {
        assertThatIllegalArgumentException().isThrownBy(() -> purse(1_000L, -1));
    }

    private static Purse purse(@Nullable Long total, long granted) {
        return new Purse(total, "EUR", WhenExhausted.PAUSE, granted);
    }

    private static RewardLine euros(long minor) {
        return line(new MinorAmount(minor, "EUR"), RewardKind.CASH);
    }

    @SuppressWarnings("NullAway")
    private static RewardLine line(@Nullable MinorAmount amount, RewardKind kind) {
        return new RewardLine(
                new RewardKey("cnv_1", "commission", Role.ADVOCATE, 1, "ada"),
                "demo",
                1,
                1,
                "o1",
                "fay",
                null,
                kind,
                amount,
                null,
                Standing.DUE,
                null,
                null,
                null,
                null);
    }
}
