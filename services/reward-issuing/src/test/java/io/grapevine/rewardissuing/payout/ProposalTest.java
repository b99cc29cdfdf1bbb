package io.grapevine.rewardissuing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.RewardKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProposalTest {

    @Test
    void everyPersonHasOneLineOfAllRewards() {
        // When
        var lines = propose(
                form(null, 1), payable("rew_1", "ada", 500), payable("rew_2", "bea", 300), payable("rew_3", "ada", 20));
        // Then
        assertThat(lines).extracting(ProposedLine::externalId).containsExactly("ada", "bea");
        assertThat(lines).extracting(ProposedLine::amountMinor).containsExactly(520L, 300L);
        assertThat(lines.getFirst().items()).extracting(Payable::rewardId).containsExactly("rew_1", "rew_3");
        assertThat(lines).noneMatch(ProposedLine::isBlocked);
    }

    @Test
    void theMinimumItselfIsPaidAndOneUnitLessIsNot() {
        // When
        var lines = propose(form(null, 500), payable("rew_1", "ada", 500), payable("rew_2", "bea", 499));
        // Then
        assertThat(lines).extracting(ProposedLine::reason).containsExactly(null, BlockReason.BELOW_MINIMUM);
    }

    @Test
    void aDebtIsNettedAndWhatIsBelowZeroIsCarriedVisibly() {
        // When
        var lines = propose(
                form(null, 1),
                payable("rew_1", "ada", 500),
                payable("rew_2", "ada", -200),
                payable("rew_3", "bea", 100),
                payable("rew_4", "bea", -101),
                payable("rew_5", "cid", 100),
                payable("rew_6", "cid", -100));
        // Then
        assertThat(lines).extracting(ProposedLine::amountMinor).containsExactly(300L, -1L, 0L);
        assertThat(lines)
                .extracting(ProposedLine::reason)
                .containsExactly(null, BlockReason.NEGATIVE_BALANCE, BlockReason.BELOW_MINIMUM);
    }

    @Test
    void ofOneProgramOnlyItsMoneyIsPaidButEveryProgramsDebtIsNetted() {
        // When
        var lines = propose(
                form("demo", 1),
                new Payable("rew_1", "ada", "demo", 500),
                new Payable("rew_2", "ada", "other", 700),
                new Payable("rew_3", "ada", "other", -100));
        // Then
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().amountMinor()).isEqualTo(400);
        assertThat(lines.getFirst().items()).extracting(Payable::rewardId).containsExactly("rew_1", "rew_3");
    }

    @Test
    void whoeverWaitsInAnotherPayoutWaits() {
        // When
        var lines = Proposal.of(
                form(null, 1),
                List.of(payable("rew_1", "ada", 500), payable("rew_2", "bea", 5)),
                new Eligibility(Set.of("ada"), Map.of(), null, Map.of()));
        // Then
        assertThat(lines).extracting(ProposedLine::reason).containsExactly(BlockReason.IN_OPEN_PAYOUT, null);
    }

    @Test
    void linesSayNothingThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProposedLine("ada", 0, List.of(), null))
                .withMessageContaining("amountMinor");
        assertThatIllegalArgumentException().isThrownBy(() -> payable("rew_1", "ada", 0));
        assertThat(BlockReason.IN_OPEN_PAYOUT.wireName()).isEqualTo("in_open_payout");
    }

    private static List<ProposedLine> propose(PayoutForm form, Payable... payables) {
        return Proposal.of(form, List.of(payables), Eligibility.NOTHING_KNOWN);
    }

    private static PayoutForm form(@Nullable String program, long minimum) {
        return new PayoutForm(program, "EUR", PayoutMethod.MANUAL, minimum, Set.of(RewardKind.CASH));
    }

    static Payable payable(String reward, String person, long minor) {
        return new Payable(reward, person, "demo", minor);
    }
}
