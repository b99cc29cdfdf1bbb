package io.grapevine.rewardissuing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefundSequenceTest {

    private static final BigDecimal TEN_PERCENT = BigDecimal.TEN;

    @Test
    void aFullRefundAfterThePayoutLeavesANegativeBalance() {
        // When
        var sequence = RefundSequence.of(4900, new BigDecimal("30"), List.of(4900L));
        // Then
        assertThat(sequence).isEqualTo(new RefundSequence(1470, List.of(-1470L), List.of(0L)));
        assertThat(sequence.balanceMinor(true)).isEqualTo(-1470);
        assertThat(sequence.balanceMinor(false)).isZero();
    }

    @Test
    void aPartialRefundLeavesTheCommissionOnWhatRemains() {
        var sequence = RefundSequence.of(10_000, TEN_PERCENT, List.of(3000L));
        assertThat(sequence).isEqualTo(new RefundSequence(1000, List.of(-300L), List.of(700L)));
        assertThat(sequence.balanceMinor(false)).isEqualTo(700);
    }

    @Test
    void roundingNeverDriftsOverManyRefunds() {
        // Of 15, 12, 9, 6, 3 and 0 units ten percent are 1.5, 1.2, 0.9, 0.6, 0.3 and 0.
        var sequence = RefundSequence.of(15, TEN_PERCENT, List.of(3L, 3L, 3L, 3L, 3L));
        assertThat(sequence.commissionsAfterMinor()).containsExactly(1L, 1L, 1L, 0L, 0L);
        assertThat(sequence.clawbacksMinor()).containsExactly(-1L, 0L, 0L, -1L, 0L);
        assertThat(sequence.balanceMinor(false)).isZero();
    }

    @Test
    void refundsAboveTheSaleCountAsTheSale() {
        var sequence = RefundSequence.of(1000, TEN_PERCENT, List.of(900L, 900L, Long.MAX_VALUE));
        assertThat(sequence.commissionsAfterMinor()).containsExactly(10L, 0L, 0L);
    }

    @Test
    void salesAndRefundsOfNothingMoveNothing() {
        assertThat(RefundSequence.of(0, TEN_PERCENT, List.of(0L)))
                .isEqualTo(new RefundSequence(0, List.of(0L), List.of(0L)));
    }

    @Test
    void negativeSalesAndRefundsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> RefundSequence.of(-1, TEN_PERCENT, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> RefundSequence.of(1, TEN_PERCENT, List.of(-1L)));
    }
}
