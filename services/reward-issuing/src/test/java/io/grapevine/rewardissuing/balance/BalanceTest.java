package io.grapevine.rewardissuing.balance;

import static io.grapevine.events.RewardKind.CASH;
import static io.grapevine.events.RewardKind.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.rewardissuing.balance.Balance.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {

    @Test
    void whatIsOwedIsReleasedLessPaidLessClawedBackAndMayBeNegative() {
        assertThat(new Amounts(7, 1000, 300, 200).owed()).isEqualTo(500);
        assertThat(new Amounts(0, 1000, 1000, 200).owed()).isEqualTo(-200);
    }

    @Test
    void kindsOfMoneyAddUpPerCurrencyAndCurrenciesNever() {
        // When
        var balances = Balance.of(List.of(
                new Part("USD", CASH, new Amounts(0, 5, 0, 0)),
                new Part("EUR", CASH, new Amounts(1, 10, 2, 0)),
                new Part("EUR", CREDIT, new Amounts(3, 500, 0, 4)),
                new Part("EUR", CASH, new Amounts(0, 20, 0, 1))));
        // Then
        assertThat(balances).extracting(Balance::currency).containsExactly("EUR", "USD");
        assertThat(balances.getFirst().amounts()).isEqualTo(new Amounts(4, 530, 2, 5));
        assertThat(balances.getFirst().byKind())
                .containsEntry(CASH, new Amounts(1, 30, 2, 1))
                .containsEntry(CREDIT, new Amounts(3, 500, 0, 4));
    }

    @Test
    void nothingIsNoBalance() {
        assertThat(Balance.of(List.of())).isEmpty();
    }
}
