package io.grapevine.insights.viralloop;

import org.jspecify.annotations.Nullable;

/**
 * How many friends a person brought on average, and how well that is known.
 *
 * @param people who could have brought somebody
 * @param referred whom they brought
 * @param k referred/people; null without people
 * @param low of the interval that holds the true mean in 95 of 100 cases, by the spread that people themselves show; not below 0
 * @param high null like {@code low} where fewer than two people say nothing of their spread
 */
public record KEstimate(
        long people,
        long referred,
        @Nullable Double k,
        @Nullable Double low,
        @Nullable Double high) {

    /** Of the normal distribution, to either side. */
    private static final double Z_95 = 1.959963984540054;

    private static final int FEWEST_FOR_A_SPREAD = 2;

    /** @param squares sum of the squares of what each brought */
    public static KEstimate of(long people, long referred, long squares) {
        Rate.requireNotNegative("people", people);
        Rate.requireNotNegative("referred", referred);
        if (people == 0) return new KEstimate(0, referred, null, null, null);
        var k = (double) referred / people;
        if (people < FEWEST_FOR_A_SPREAD) return new KEstimate(people, referred, k, null, null);
        var variance = Math.max(0, (squares - k * referred) / (people - 1));
        var margin = Z_95 * Math.sqrt(variance / people);
        return new KEstimate(people, referred, k, Math.max(0, k - margin), k + margin);
    }

    /** 1/(1-K): what one that came by other ways becomes in all; null without a K below 1. */
    public @Nullable Double amplification() {
        return k == null || k >= 1 ? null : 1 / (1 - k);
    }
}
