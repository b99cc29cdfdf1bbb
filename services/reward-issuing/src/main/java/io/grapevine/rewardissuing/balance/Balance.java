package io.grapevine.rewardissuing.balance;

import io.grapevine.events.RewardKind;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person has in one currency: all kinds of money together, and each by itself.
 *
 * @param currency ISO 4217; two currencies are two balances
 */
public record Balance(String currency, Amounts amounts, SortedMap<RewardKind, Amounts> byKind) {

    public Balance {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    }

    /** A part of a balance: what one program gave in one kind. */
    public record Part(String currency, RewardKind kind, Amounts amounts) {}

    /** One balance per currency, by its code. */
    public static List<Balance> of(Collection<Part> parts) {
        var byCurrency = new TreeMap<String, SortedMap<RewardKind, Amounts>>();
        for (var part : parts) {
            byCurrency
                    .computeIfAbsent(part.currency(), currency -> new TreeMap<>())
                    .merge(part.kind(), part.amounts(), Amounts::plus);
        }
        return byCurrency.entrySet().stream().map(Balance::of).toList();
    }

    private static Balance of(Map.Entry<String, SortedMap<RewardKind, Amounts>> currency) {
        var together = currency.getValue().values().stream().reduce(Amounts.NOTHING, Amounts::plus);
        return new Balance(currency.getKey(), together, currency.getValue());
    }
}
