package io.grapevine.rewardissuing.ledger;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Money moved between accounts, as proposed; only {@link #refusal()} being empty makes it fit to post.
 *
 * @param id posted once, whatever a second transfer of that id says
 */
public record Transfer(String id, List<Entry> entries) {

    /** Two sides at least: money comes from somewhere and goes somewhere. */
    private static final int FEWEST_ENTRIES = 2;

    public Transfer {
        if (id.isBlank()) throw new IllegalArgumentException("transfer id must not be blank");
        entries = List.copyOf(entries);
    }

    /** Why it may not be posted; entries of zero move nothing and do not count. */
    public Optional<Refusal> refusal() {
        if (entries.stream().filter(entry -> !entry.isZero()).count() < FEWEST_ENTRIES)
            return Optional.of(Refusal.EMPTY);
        var balanced = sums().values().stream().allMatch(sum -> sum.signum() == 0);
        return balanced ? Optional.empty() : Optional.of(Refusal.UNBALANCED);
    }

    /** Per currency; wider than the entries, so that a sum cannot wrap around to zero. */
    private Map<String, BigInteger> sums() {
        var sums = new TreeMap<String, BigInteger>();
        entries.forEach(
                entry -> sums.merge(entry.currency(), BigInteger.valueOf(entry.amountMinor()), BigInteger::add));
        return sums;
    }

    /** Why a transfer is not posted. */
    public enum Refusal {
        /** The entries of a currency do not sum to zero. */
        UNBALANCED,
        /** Fewer than two entries move anything. */
        EMPTY
    }
}
