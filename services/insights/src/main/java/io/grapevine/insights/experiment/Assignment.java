package io.grapevine.insights.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Which variant somebody gets.
 *
 * @param variant what a share of theirs is to say; {@code holdout} for who is kept out
 * @param inheritedFrom the advocate whose variant it is; null if it is their own
 * @param running while it does not run, everybody gets the control
 */
public record Assignment(
        String experiment,
        String unit,
        String variant,
        boolean holdout,
        @Nullable String inheritedFrom,
        boolean running) {

    /**
     * By a hash of the advocate whose code they came by, else of themselves.
     *
     * @param person the site's own id of the unit, if the unit is a participant's id
     * @param owner the site's own id of the advocate whose code they came by
     */
    public static Assignment of(
            Experiment experiment, Run run, String unit, @Nullable String person, @Nullable String owner) {
        if (run.state() != Run.State.RUNNING)
            return new Assignment(experiment.key(), unit, experiment.control(), false, null, false);
        var self = person == null ? unit : person;
        var divided = owner == null ? self : owner;
        var variant = experiment.split().variantFor(divided).name();
        return new Assignment(
                experiment.key(),
                unit,
                variant,
                variant.equals(Experiment.HOLDOUT),
                divided.equals(self) ? null : divided,
                true);
    }
}
