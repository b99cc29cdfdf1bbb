package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what: the TARP word-of-mouth calculation, customers x share x people told.
 *
 * @param satisfiedPercent 0-100
 * @param tellsSatisfied people whom a satisfied customer tells
 * @param dissatisfiedPercent 0-100
 * @param tellsDissatisfied people whom a dissatisfied customer tells
 */
public record WordOfMouth(
        BigDecimal customers,
        BigDecimal satisfiedPercent,
        BigDecimal tellsSatisfied,
        BigDecimal dissatisfiedPercent,
        BigDecimal tellsDissatisfied) {

    private static final int PERCENT_DIGITS = 2;

    public WordOfMouth {
        Rate.requireNotNegative("customers", customers);
        Rate.requireNotNegative("satisfiedPercent", satisfiedPercent);
        Rate.requireNotNegative("tellsSatisfied", tellsSatisfied);
        Rate.requireNotNegative("dissatisfiedPercent", dissatisfiedPercent);
        Rate.requireNotNegative("tellsDissatisfied", tellsDissatisfied);
    }

    public BigDecimal satisfied() {
        return share(satisfiedPercent);
    }

    public BigDecimal dissatisfied() {
        return share(dissatisfiedPercent);
    }

    public BigDecimal positiveMentions() {
        return satisfied().multiply(tellsSatisfied);
    }

    public BigDecimal negativeMentions() {
        return dissatisfied().multiply(tellsDissatisfied);
    }

    /** Null if nobody tells anybody. */
    public @Nullable BigDecimal negativeShare() {
        return Rate.of(negativeMentions(), positiveMentions().add(negativeMentions()));
    }

    private BigDecimal share(BigDecimal percent) {
        return customers.multiply(percent).movePointLeft(PERCENT_DIGITS);
    }
}
