package io.grapevine.insights.experiment;

import java.util.List;

/**
 * How much less exposures say because those of one advocate go together: the variance of the arms' rates over advocates, by that of as many
 * independent exposures (Rao and Scott). At least 1; counts divided by it may be judged as if they were independent.
 */
public record DesignEffect(double value) {

    public static final DesignEffect NONE = new DesignEffect(1);

    public DesignEffect {
        if (!(value >= 1)) throw new IllegalArgumentException("value must be at least 1, was " + value);
    }

    /** Over all arms together, each around its own rate, as one arm alone may have too few advocates to tell. */
    public static DesignEffect of(List<Counts.Spread> spreads) {
        var arms = spreads.stream().filter(spread -> spread.exposures() > 0).toList();
        var advocates = arms.stream().mapToLong(Counts.Spread::reaching).sum();
        var exposures = arms.stream().mapToLong(Counts.Spread::exposures).sum();
        if (exposures <= advocates) return NONE;
        // Who is alone in an arm shows no spread: then an advocate says as much as one exposure.
        if (advocates <= arms.size()) return new DesignEffect((double) exposures / advocates);
        var independent = arms.stream().mapToDouble(DesignEffect::independent).sum();
        if (independent == 0) return NONE;
        var observed = arms.stream().mapToDouble(DesignEffect::observed).sum();
        var freedom = (double) advocates / (advocates - arms.size());
        return new DesignEffect(Math.max(1, observed * freedom / independent));
    }

    /** The counts that independent exposures would have had to say as much. */
    public Arm effective(Arm arm) {
        return value == 1 ? arm : new Arm((long) (arm.successes() / value), (long) (arm.trials() / value));
    }

    private static double independent(Counts.Spread arm) {
        var rate = (double) arm.conversions() / arm.exposures();
        return arm.exposures() * rate * (1 - rate);
    }

    private static double observed(Counts.Spread arm) {
        var rate = (double) arm.conversions() / arm.exposures();
        return arm.conversionsSquared() - 2 * rate * arm.product() + rate * rate * arm.exposuresSquared();
    }
}
