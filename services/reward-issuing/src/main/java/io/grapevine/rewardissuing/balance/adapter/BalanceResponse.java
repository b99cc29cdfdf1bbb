package io.grapevine.rewardissuing.balance.adapter;

import io.grapevine.rewardissuing.balance.Amounts;
import io.grapevine.rewardissuing.balance.Balance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A person's balances as the API shows them, one per currency. */
record BalanceResponse(List<CurrencyBalance> balances) {

    /** Minor units; {@code amount} is what is owed now: released - paid - clawed back, and may be negative. */
    record CurrencyBalance(
            String currency,
            long amount,
            long held,
            long released,
            long paid,
            long clawedBack,
            Map<String, KindBalance> byKind) {}

    /** The same of one kind of money. */
    record KindBalance(long amount, long held, long released, long paid, long clawedBack) {}

    static BalanceResponse of(List<Balance> balances) {
        return new BalanceResponse(
                balances.stream().map(BalanceResponse::currencyBalance).toList());
    }

    private static CurrencyBalance currencyBalance(Balance balance) {
        var byKind = new LinkedHashMap<String, KindBalance>();
        balance.byKind().forEach((kind, amounts) -> byKind.put(kind.wireName(), kindBalance(amounts)));
        var amounts = balance.amounts();
        return new CurrencyBalance(
                balance.currency(),
                amounts.owed(),
                amounts.held(),
                amounts.released(),
                amounts.paid(),
                amounts.clawedBack(),
                byKind);
    }

    private static KindBalance kindBalance(Amounts amounts) {
        return new KindBalance(
                amounts.owed(), amounts.held(), amounts.released(), amounts.paid(), amounts.clawedBack());
    }
}
