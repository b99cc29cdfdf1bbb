package io.grapevine.insights.experiment;

import io.grapevine.insights.experiment.TwoProportions.Interval;
import java.math.BigDecimal;

/**
 * An arm against the control.
 *
 * @param difference the arm's rate less the control's
 * @param confidence where the difference lies in 95 of 100 experiments, were all exposures independent
 * @param z likewise
 * @param pValue likewise, of one look at a time fixed beforehand
 * @param pAdjusted the same for exposures that go together, and for all comparisons at once
 * @param alwaysValidP so adjusted, of looking as often as one likes: the smallest of all days so far
 */
public record Comparison(
        String arm,
        String against,
        BigDecimal difference,
        Interval confidence,
        double z,
        double pValue,
        double pAdjusted,
        double alwaysValidP) {

    boolean ahead() {
        return difference.signum() > 0;
    }
}
