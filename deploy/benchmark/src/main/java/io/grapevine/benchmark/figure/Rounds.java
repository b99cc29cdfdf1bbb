package io.grapevine.benchmark.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What two measured in turn, round by round. */
public record Rounds<O, P>(List<O> ours, List<P> peers) {

    public Rounds {
        ours = List.copyOf(ours);
        peers = List.copyOf(peers);
    }

    /** Whoever went second goes first in the next round: what grows over a run then favours nobody. */
    public static <O, P> Rounds<O, P> interleaved(int rounds, Supplier<O> ours, Supplier<P> peer) {
        var our = new ArrayList<O>();
        var peers = new ArrayList<P>();
        for (int round = 0; round < rounds; round++) {
            boolean weBegin = round % 2 == 0;
            if (weBegin) our.add(ours.get());
            peers.add(peer.get());
            if (!weBegin) our.add(ours.get());
        }
        return new Rounds<>(our, peers);
    }

    public Spread ours(ToDoubleFunction<O> quantity) {
        return spread(ours, quantity);
    }

    public Spread peers(ToDoubleFunction<P> quantity) {
        return spread(peers, quantity);
    }

    public static <T> Spread spread(List<T> rounds, ToDoubleFunction<T> quantity) {
        return new Spread(rounds.stream().map(quantity::applyAsDouble).toList());
    }
}
