package io.grapevine.insights.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Whether a rate is the best of several, by what is believed of each.
 *
 * @param probability P(it is the largest)
 * @param expectedLoss what choosing it loses on average, in points of the rate: E(largest - it)
 */
public record BestRate(double probability, double expectedLoss) {

    /** Where what is integrated bends, in standard deviations to both sides of each mean; the far ones are for skewed beliefs. */
    private static final double[] BENDS = {0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 11, 16, 24, 40};

    /** Gauss-Legendre, eight points: exact for polynomials of degree 15 between two bends. */
    private static final double[] NODES = {
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
    };

    private static final double[] WEIGHTS = {
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    /** In the order given; of two, the exact sum. */
    public static List<BestRate> of(List<Beta> believed) {
        if (believed.size() < 2) throw new IllegalArgumentException("believed must be of two rates, was " + believed);
        if (believed.size() > 2) return integrated(believed);
        var better = BetterRate.of(believed.getFirst(), believed.getLast());
        return List.of(
                new BestRate(1 - better.bBeatsA(), better.lossOfA()), new BestRate(better.bBeatsA(), better.lossOfB()));
    }

    /** P = integral of f_i times the product of the other F; E(largest) = integral of 1 - the product of all F. */
    static List<BestRate> integrated(List<Beta> believed) {
        var bends = bends(believed);
        var best = new double[believed.size()];
        // Below the first bend the largest certainly lies higher.
        var largest = bends.getFirst();
        for (var i = 1; i < bends.size(); i++) {
            var half = (bends.get(i) - bends.get(i - 1)) / 2;
            var middle = bends.get(i - 1) + half;
            for (var point = 0; point < NODES.length; point++)
                for (var side : new double[] {-1, 1})
                    largest += add(believed, middle + side * half * NODES[point], half * WEIGHTS[point], best);
        }
        var rates = new ArrayList<BestRate>();
        for (var i = 0; i < best.length; i++)
            rates.add(new BestRate(Math.clamp(best[i], 0, 1), Math.max(0, largest - mean(believed.get(i)))));
        return List.copyOf(rates);
    }

    /** Adds one point's part to each probability, and answers its part of E(largest). */
    private static double add(List<Beta> believed, double rate, double weight, double[] best) {
        var below = new double[believed.size()];
        var all = 1.0;
        for (var i = 0; i < below.length; i++) {
            below[i] = RegularizedBeta.value(
                    rate, believed.get(i).alpha(), believed.get(i).beta());
            all *= below[i];
        }
        for (var i = 0; i < below.length; i++) {
            var others = 1.0;
            for (var j = 0; j < below.length; j++) if (j != i) others *= below[j];
            best[i] += weight * density(believed.get(i), rate) * others;
        }
        return weight * (1 - all);
    }

    private static List<Double> bends(List<Beta> believed) {
        var bends = new TreeSet<Double>();
        for (var rate : believed)
            for (var deviations : BENDS) {
                bends.add(Math.clamp(mean(rate) - deviations * deviation(rate), 0, 1));
                bends.add(Math.clamp(mean(rate) + deviations * deviation(rate), 0, 1));
            }
        return List.copyOf(bends);
    }

    private static double density(Beta rate, double at) {
        return Math.exp((rate.alpha() - 1) * Math.log(at)
                + (rate.beta() - 1) * Math.log1p(-at)
                - LogBeta.value(rate.alpha(), rate.beta()));
    }

    private static double mean(Beta rate) {
        return rate.alpha() / ((double) rate.alpha() + rate.beta());
    }

    private static double deviation(Beta rate) {
        return Math.sqrt(mean(rate) * (1 - mean(rate)) / ((double) rate.alpha() + rate.beta() + 1));
    }
}
