package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.PayoutMethod.BANK;
import static io.grapevine.rewardissuing.payout.PayoutMethod.MANUAL;
import static io.grapevine.rewardissuing.payout.PayoutMethod.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    @Test
    void aBankNeedsAnAccountAndADeskDoesNot() {
        // Given
        var known = with(payee(TaxForm.MISSING, MANUAL, BANK), null, 0);
        // Then
        assertThat(known.holdsUp(by(BANK), "ada", 500)).isNull();
        assertThat(known.holdsUp(by(PROVIDER), "ada", 500)).isEqualTo(BlockReason.ACCOUNT_MISSING);
        assertThat(known.holdsUp(by(BANK), "bea", 500)).isEqualTo(BlockReason.PAYEE_UNKNOWN);
        assertThat(known.holdsUp(by(MANUAL), "bea", 500)).isNull();
        assertThat(known.payee("ada")).isPresent();
        assertThat(known.payee("bea")).isEmpty();
    }

    @Test
    void theYearsSumAtTheThresholdNeedsATaxFormAndOneUnitLessDoesNot() {
        for (var missing : Map.of(
                        TaxForm.MISSING, BlockReason.TAX_FORM_REQUIRED, TaxForm.PENDING, BlockReason.TAX_FORM_PENDING)
                .entrySet()) {
            var known = with(payee(missing.getKey(), MANUAL), 600L, 100);
            assertThat(known.holdsUp(by(MANUAL), "ada", 499)).isNull();
            assertThat(known.holdsUp(by(MANUAL), "ada", 500)).isEqualTo(missing.getValue());
        }
        for (var enough : Set.of(TaxForm.VALID, TaxForm.EXEMPT))
            assertThat(with(payee(enough, MANUAL), 600L, 100).holdsUp(by(MANUAL), "ada", 500))
                    .isNull();
        assertThat(with(payee(TaxForm.VALID, MANUAL), 0L, 0).holdsUp(by(MANUAL), "bea", 10))
                .isEqualTo(BlockReason.TAX_FORM_REQUIRED);
    }

    @Test
    void tooLittleIsSaidBeforeAnythingElse() {
        var known = with(payee(TaxForm.MISSING, MANUAL), 0L, 0);
        assertThat(known.holdsUp(by(BANK), "bea", -1)).isEqualTo(BlockReason.NEGATIVE_BALANCE);
        assertThat(known.holdsUp(by(BANK), "bea", 9)).isEqualTo(BlockReason.BELOW_MINIMUM);
        assertThat(TaxForm.EXEMPT.wireName()).isEqualTo("exempt");
    }

    private static PayoutForm by(PayoutMethod method) {
        return new PayoutForm(null, "EUR", method, 10, Set.of(RewardKind.CASH));
    }

    private static Payee payee(TaxForm taxForm, PayoutMethod... methods) {
        return new Payee(1, Set.of(methods), "DE89…3000", taxForm);
    }

    private static Eligibility with(Payee ada, @Nullable Long taxFormFrom, long paid) {
        return new Eligibility(Set.of(), Map.of("ada", ada), taxFormFrom, Map.of("ada", paid));
    }
}
