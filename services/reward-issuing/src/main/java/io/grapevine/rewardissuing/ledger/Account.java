package io.grapevine.rewardissuing.ledger;

/**
 * An account by its name: purpose, and after the first colon whose. Positive balances are money spent, negative ones money owed.
 *
 * @param name for example {@code payable:cust-1}; what follows the first colon may hold further colons
 */
public record Account(String name) implements Comparable<Account> {

    public Account {
        if (name.isBlank()) throw new IllegalArgumentException("account name must not be blank");
    }

    /** What a program has given away. */
    public static Account expense(String programKey) {
        return new Account("expense:" + programKey);
    }

    /** Promised to a person, not yet payable: in its hold period, frozen by a dispute or in review. */
    public static Account held(String externalId) {
        return new Account("held:" + externalId);
    }

    /** Owed to a person now. */
    public static Account payable(String externalId) {
        return new Account("payable:" + externalId);
    }

    /** Promised to a cause in somebody's name, not yet to be paid. */
    public static Account pledged(String cause) {
        return new Account("pledged:" + cause);
    }

    /** To be paid to a cause now; it is the cause's, never the person's in whose name it is given. */
    public static Account donated(String cause) {
        return new Account("donated:" + cause);
    }

    /** What a program has paid out. */
    public static Account cash(String programKey) {
        return new Account("cash:" + programKey);
    }

    @Override
    public int compareTo(Account other) {
        return name.compareTo(other.name);
    }
}
