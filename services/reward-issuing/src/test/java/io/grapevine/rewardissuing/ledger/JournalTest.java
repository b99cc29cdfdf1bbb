package io.grapevine.rewardissuing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.rewardissuing.ledger.Posting.Accepted;
import io.grapevine.rewardissuing.ledger.Posting.Duplicate;
import io.grapevine.rewardissuing.ledger.Posting.Rejected;
import io.grapevine.rewardissuing.ledger.Transfer.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Account EXPENSE = Account.expense("demo");
    private static final Account SAM = Account.payable("sam");

    private final Journal journal = new Journal();

    @Test
    void aBalancedTransferIsInTheBooks() {
        assertThat(journal.post(transfer("j1", entry(EXPENSE, "USD", 1470), entry(SAM, "USD", -1470))))
                .isEqualTo(new Accepted());
        assertThat(journal.balanceMinor(SAM, "USD")).isEqualTo(-1470);
        assertThat(journal.trialBalance()).containsEntry("USD", 0L);
    }

    @Test
    void aTransferIsPostedOnceWhateverTheSecondSays() {
        // Given
        assertThat(journal.post(transfer("j1", entry(EXPENSE, "USD", 1), entry(SAM, "USD", -1))))
                .isEqualTo(new Accepted());
        // When
        var second = journal.post(transfer("j1", entry(EXPENSE, "USD", 2), entry(SAM, "USD", -2)));
        // Then
        assertThat(second).isEqualTo(new Duplicate());
        assertThat(journal.balanceMinor(SAM, "USD")).isEqualTo(-1);
    }

    @Test
    void oneUnitOffIsUnbalanced() {
        assertThat(journal.post(transfer("j2", entry(EXPENSE, "USD", 100), entry(SAM, "USD", -99))))
                .isEqualTo(new Rejected(Refusal.UNBALANCED));
        assertThat(journal.balances()).isEmpty();
    }

    @Test
    void currenciesBalanceEachOnItsOwn() {
        assertThat(journal.post(transfer("j3", entry(EXPENSE, "USD", 100), entry(SAM, "EUR", -100))))
                .isEqualTo(new Rejected(Refusal.UNBALANCED));
        assertThat(journal.post(transfer(
                        "j3",
                        entry(EXPENSE, "USD", 1),
                        entry(SAM, "USD", -1),
                        entry(EXPENSE, "EUR", 2),
                        entry(SAM, "EUR", -2))))
                .isEqualTo(new Accepted());
        assertThat(journal.trialBalance()).containsOnlyKeys("EUR", "USD").containsValues(0L);
    }

    @Test
    void fewerThanTwoEntriesThatMoveAnythingAreEmpty() {
        assertThat(journal.post(transfer("j4", entry(SAM, "USD", 0)))).isEqualTo(new Rejected(Refusal.EMPTY));
        assertThat(journal.post(transfer("j5"))).isEqualTo(new Rejected(Refusal.EMPTY));
        assertThat(journal.post(transfer("j6", entry(SAM, "USD", 5), entry(EXPENSE, "USD", 0))))
                .isEqualTo(new Rejected(Refusal.EMPTY));
    }

    @Test
    void aRefusedTransferLeavesItsIdFree() {
        assertThat(journal.post(transfer("j7", entry(SAM, "USD", 5)))).isInstanceOf(Rejected.class);
        assertThat(journal.post(transfer("j7", entry(EXPENSE, "USD", 5), entry(SAM, "USD", -5))))
                .isEqualTo(new Accepted());
    }

    @Test
    void aSumThatWrapsAroundToZeroIsUnbalanced() {
        var half = Long.MIN_VALUE;
        assertThat(transfer("j8", entry(EXPENSE, "USD", half), entry(SAM, "USD", half))
                        .refusal())
                .hasValue(Refusal.UNBALANCED);
    }

    @Test
    void anAccountThatWasSettledIsStillListed() {
        assertThat(journal.post(transfer("a", entry(EXPENSE, "USD", 5), entry(SAM, "USD", -5))))
                .isEqualTo(new Accepted());
        assertThat(journal.post(transfer("b", entry(SAM, "USD", 5), entry(Account.cash("demo"), "USD", -5))))
                .isEqualTo(new Accepted());
        assertThat(journal.balances())
                .containsEntry(new Journal.AccountCurrency(SAM, "USD"), 0L)
                .containsEntry(new Journal.AccountCurrency(Account.cash("demo"), "USD"), -5L);
        assertThat(journal.balanceMinor(Account.held("sam"), "USD")).isZero();
    }

    @Test
    void namelessThingsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Account(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Entry(SAM, "", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer("", List.of()));
    }

    static Transfer transfer(String id, Entry... entries) {
        return new Transfer(id, List.of(entries));
    }

    static Entry entry(Account account, String currency, long minor) {
        return new Entry(account, currency, minor);
    }
}
