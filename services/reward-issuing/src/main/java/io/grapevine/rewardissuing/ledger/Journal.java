package io.grapevine.rewardissuing.ledger;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The books in memory: transfers in, balances out. Confined to one thread. */
public final class Journal {

    private final Set<String> posted = new HashSet<>();
    private final Map<AccountCurrency, Long> balances = new TreeMap<>();

    /** An account never mixes currencies: each has a balance of its own. */
    public record AccountCurrency(Account account, String currency) implements Comparable<AccountCurrency> {
        @Override
        public int compareTo(AccountCurrency other) {
            var byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : currency.compareTo(other.currency);
        }
    }

    /** Applies a transfer once; a refused one leaves its id free. */
    public Posting post(Transfer transfer) {
        if (posted.contains(transfer.id())) return new Posting.Duplicate();
        var refusal = transfer.refusal();
        if (refusal.isPresent()) return new Posting.Rejected(refusal.get());
        posted.add(transfer.id());
        transfer.entries()
                .forEach(entry -> balances.merge(
                        new AccountCurrency(entry.account(), entry.currency()), entry.amountMinor(), Math::addExact));
        return new Posting.Accepted();
    }

    /** Of every account ever touched, zero balances included. */
    public Map<AccountCurrency, Long> balances() {
        return Collections.unmodifiableMap(balances);
    }

    public long balanceMinor(Account account, String currency) {
        return balances.getOrDefault(new AccountCurrency(account, currency), 0L);
    }

    /** Sum over all accounts per currency; every value is zero, or the books are wrong. */
    public Map<String, Long> trialBalance() {
        var sums = new TreeMap<String, Long>();
        balances.forEach((key, minor) -> sums.merge(key.currency(), minor, Math::addExact));
        return sums;
    }
}
