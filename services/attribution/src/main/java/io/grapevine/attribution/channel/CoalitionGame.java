package io.grapevine.attribution.channel;

import io.grapevine.attribution.journey.CodePoints;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A game in which sets of channels are worth something together, and what each channel is worth in it (decision-spec S5, game
 * form).
 *
 * @param values of coalitions of players; one that is absent is worth 0
 */
public record CoalitionGame(Set<String> players, Map<Set<String>, BigDecimal> values) {

    /** Of more players nobody can list the coalitions, and the factorials are small up to here. */
    public static final int MOST_PLAYERS = 64;

    public CoalitionGame {
        players = Set.copyOf(players);
        values = Map.copyOf(values);
        if (players.size() > MOST_PLAYERS)
            throw new IllegalArgumentException(
                    "too many players: " + players.size() + ", at most " + MOST_PLAYERS + " are possible");
        for (var coalition : values.keySet()) {
            if (!players.containsAll(coalition))
                throw new IllegalArgumentException("coalition " + coalition + " has members who do not play");
        }
    }

    /**
     * phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)), by player in code point order. Each coalition
     * that is worth something is met once: as an S + i by its members, as an S by all others. Rounded once, to 34 digits.
     */
    public SortedMap<String, BigDecimal> phi() {
        var bySize = totals(null);
        var phi = new TreeMap<String, BigDecimal>(CodePoints.ORDER);
        for (var player : players) phi.put(player, phi(totals(player), bySize));
        return phi;
    }

    private BigDecimal phi(BigDecimal[] within, BigDecimal[] bySize) {
        var n = players.size();
        var sum = BigDecimal.ZERO;
        for (var size = 0; size <= n; size++) {
            if (size > 0) sum = sum.add(within[size].multiply(orders(size - 1, n - size)));
            if (size < n) sum = sum.subtract(bySize[size].subtract(within[size]).multiply(orders(size, n - size - 1)));
        }
        return sum.divide(factorial(n), MathContext.DECIMAL128);
    }

    /** What coalitions of each size are worth together; those of one player, or all of them. */
    private BigDecimal[] totals(@Nullable String player) {
        var totals = new BigDecimal[players.size() + 1];
        Arrays.fill(totals, BigDecimal.ZERO);
        values.forEach((coalition, worth) -> {
            if (player == null || coalition.contains(player))
                totals[coalition.size()] = totals[coalition.size()].add(worth);
        });
        return totals;
    }

    private static BigDecimal orders(int before, int after) {
        return factorial(before).multiply(factorial(after));
    }

    private static BigDecimal factorial(int n) {
        var product = BigInteger.ONE;
        for (var k = 2; k <= n; k++) product = product.multiply(BigInteger.valueOf(k));
        return new BigDecimal(product);
    }
}
