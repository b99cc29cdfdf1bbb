package io.grapevine.insights.experiment;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The normal distribution with mean 0 and variance 1, by its upper tail, which keeps its digits where it is small. */
final class StandardNormal {

    private static final double ROOT_OF_TWO = Math.sqrt(2);

    private StandardNormal() {}

    /** P(|Z| >= |z|). */
    static double twoSided(double z) {
        return Erfc.value(Math.abs(z) / ROOT_OF_TWO);
    }

    /** The z with P(Z > z) = tail, 0 < tail < 1. */
    static double exceededBy(double tail) {
        return ROOT_OF_TWO * InverseErfc.value(2 * tail);
    }
}
