package io.grapevine.rewardissuing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.MinorAmount;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aPartOfWhatIsPayableIsPaidAndTheRestStaysReleased() {
        // When
        var paid = Payment.of(released(500), 300, NOW).reward();
        // Then
        assertThat(paid.status()).isEqualTo(Status.RELEASED);
        assertThat(paid.position().payableMinor()).isEqualTo(200);
        assertThat(Payment.of(paid, 200, NOW).reward().status()).isEqualTo(Status.FULFILLED);
    }

    @Test
    void thePaymentIsOneTransferFromThePersonToTheProgramsCash() {
        // When
        var change = Payment.of(released(500), 500, NOW);
        // Then
        assertThat(change.transfer().orElseThrow().entries())
                .extracting(entry -> entry.account().name() + " " + entry.amountMinor())
                .containsExactly("payable:ada 500", "cash:demo -500");
        assertThat(change.movements()).extracting(Movement::paidMinor).containsExactly(500L);
    }

    @Test
    void whatComesBackIsPayableAgain() {
        // Given
        var paid = Payment.of(released(500), 500, NOW).reward();
        // When
        var back = Payment.of(paid, -500, NOW).reward();
        // Then
        assertThat(back.status()).isEqualTo(Status.RELEASED);
        assertThat(back.position()).isEqualTo(released(500).position());
    }

    @Test
    void aDebtIsNettedByGivingItBackOnPaper() {
        // Given
        var paid = Payment.of(released(500), 500, NOW).reward();
        var owing = ((Changed) Reconcile.with(paid, line(200), NOW)).reward();
        assertThat(owing.position().payableMinor()).isEqualTo(-300);
        // When
        var netted = Payment.of(owing, -300, NOW).reward();
        // Then
        assertThat(netted.position().payableMinor()).isZero();
        assertThat(netted.status()).isEqualTo(Status.FULFILLED);
    }

    @Test
    void whatWasPaidInAFormerCurrencyComesBackInIt() {
        // When
        var back = Payment.formerGivenBack(released(500), "USD", 300, NOW);
        // Then
        assertThat(back.reward().position()).isEqualTo(released(500).position());
        assertThat(back.reward().sequence()).isEqualTo(2);
        assertThat(back.movements()).containsExactly(new Movement("USD", 0, 0, -300, 0));
        assertThat(back.transfer().orElseThrow().entries())
                .extracting(entry -> entry.account().name() + " " + entry.currency() + " " + entry.amountMinor())
                .containsExactly("payable:ada USD -300", "cash:demo USD 300");
        assertThatIllegalArgumentException().isThrownBy(() -> Payment.formerGivenBack(released(500), "USD", 0, NOW));
    }

    @Test
    void neverMoreIsPaidThanIsPayableNorGivenBackThanWasPaid() {
        var released = released(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Payment.of(released, 501, NOW))
                .withMessageContaining("payable 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Payment.of(released, -1, NOW))
                .withMessageContaining("paidMinor");
        assertThatIllegalArgumentException().isThrownBy(() -> Payment.of(released, 0, NOW));
    }

    private static Reward released(long minor) {
        return ((Changed) Reconcile.open("rew_1", null, line(minor), NOW)).reward();
    }

    private static RewardLine line(long minor) {
        return new RewardLine(
                new RewardKey("cnv_1", "commission", Terms.Role.ADVOCATE, 1, "ada"),
                "demo",
                1,
                1,
                "o1",
                "fay",
                "par_ada",
                RewardKind.CASH,
                new MinorAmount(minor, "EUR"),
                null,
                Standing.DUE,
                null,
                null,
                null,
                null);
    }
}
