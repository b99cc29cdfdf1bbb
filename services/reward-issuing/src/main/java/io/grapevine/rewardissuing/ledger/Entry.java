package io.grapevine.rewardissuing.ledger;

/**
 * One side of a transfer on one account.
 *
 * @param amountMinor signed: positive debits the account, negative credits it
 */
public record Entry(Account account, String currency, long amountMinor) {

    public Entry {
        if (currency.isBlank()) throw new IllegalArgumentException("currency must not be blank on " + account.name());
    }

    boolean isZero() {
        return amountMinor == 0;
    }
}
