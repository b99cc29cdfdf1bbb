package io.grapevine.insights.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several comparisons at once (Holm 1979): whichever of the adjusted p-values are below alpha, one of them is wrong in at most alpha of all cases. */
final class Holm {

    private Holm() {}

    /** In the order given. The smallest is multiplied by their number, the next by one less; none is below one before it, nor above 1. */
    static List<Double> adjusted(List<Double> pValues) {
        var order = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        var adjusted = new Double[pValues.size()];
        var before = 0.0;
        for (var rank = 0; rank < order.size(); rank++) {
            var p = pValues.get(order.get(rank));
            before = Math.max(before, Math.min(1, p * (pValues.size() - rank)));
            adjusted[order.get(rank)] = before;
        }
        return List.of(adjusted);
    }
}
