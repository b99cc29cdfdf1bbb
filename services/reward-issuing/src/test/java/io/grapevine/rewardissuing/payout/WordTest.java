package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.PayoutStatus.APPROVED;
import static io.grapevine.rewardissuing.payout.PayoutStatus.AWAITING_APPROVAL;
import static io.grapevine.rewardissuing.payout.PayoutStatus.CANCELLED;
import static io.grapevine.rewardissuing.payout.PayoutStatus.EMPTY;
import static io.grapevine.rewardissuing.payout.PayoutStatus.PAYING;
import static io.grapevine.rewardissuing.payout.PayoutStatus.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTest {

    @Test
    void onlySomebodyElseApproves() {
        assertThat(Word.approve(AWAITING_APPROVAL, List.of("ann"), "bob")).isEqualTo(new Word.Granted());
        assertThat(Word.approve(AWAITING_APPROVAL, List.of("ann"), "ann")).isEqualTo(new Word.SamePerson());
        assertThat(Word.approve(AWAITING_APPROVAL, List.of("system:schedule", "ann"), "ann"))
                .isEqualTo(new Word.SamePerson());
    }

    @Test
    void whatWasApprovedIsApprovedOnce() {
        for (var status : List.of(APPROVED, PAYING, SETTLED))
            assertThat(Word.approve(status, List.of("ann", "bob"), "cid")).isEqualTo(new Word.Already());
        for (var status : List.of(EMPTY, CANCELLED))
            assertThat(Word.approve(status, List.of("ann"), "bob")).isEqualTo(new Word.Illegal(status));
    }

    @Test
    void onlyWhatNobodyApprovedIsCancelled() {
        assertThat(Word.cancel(AWAITING_APPROVAL)).isEqualTo(new Word.Granted());
        assertThat(Word.cancel(CANCELLED)).isEqualTo(new Word.Already());
        for (var status : List.of(EMPTY, APPROVED, PAYING, SETTLED))
            assertThat(Word.cancel(status)).isEqualTo(new Word.Illegal(status));
    }

    @Test
    void onlyWhatIsBookedIsConfirmed() {
        assertThat(Word.confirm(PAYING)).isEqualTo(new Word.Granted());
        assertThat(Word.confirm(SETTLED)).isEqualTo(new Word.Already());
        for (var status : List.of(AWAITING_APPROVAL, EMPTY, APPROVED, CANCELLED))
            assertThat(Word.confirm(status)).isEqualTo(new Word.Illegal(status));
    }

    @Test
    void statesAreWordsOnTheWire() {
        assertThat(AWAITING_APPROVAL.wireName()).isEqualTo("awaiting_approval");
        assertThat(LineStatus.SENT.wireName()).isEqualTo("sent");
        assertThat(PayoutMethod.MANUAL.wireName()).isEqualTo("manual");
    }
}
