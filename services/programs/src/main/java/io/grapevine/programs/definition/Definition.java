package io.grapevine.programs.definition;

import io.grapevine.events.Terms;
import io.grapevine.programs.form.Form;
import io.grapevine.programs.form.Reading;
import io.grapevine.programs.link.Destination;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole program as its owner wrote it, with every default filled in.
 *
 * @param effectiveFrom event time from which it shall hold; null leaves that to the version it becomes
 * @param fromNow whether it shall hold from the moment it is put, even as a first version
 */
public record Definition(Terms terms, @Nullable Instant effectiveFrom, boolean fromNow) {

    public Definition(Terms terms, @Nullable Instant effectiveFrom) {
        this(terms, effectiveFrom, false);
    }

    // A name stands in subject lines and page titles.
    static final int LONGEST_NAME = 200;

    private static final Set<String> NOT_BUILT =
            Set.of("budget", "caps", "tiers", "fraud", "experiments", "variants", "levels", "challenges", "payout");

    /** Reads what a client sent; plain maps, lists and scalars, as JSON and YAML have them. */
    public static Reading<Definition> read(@Nullable Object body) {
        return Form.read(body, Definition::fill);
    }

    private static @Nullable Definition fill(Form form) {
        form.requires("name", "write what people shall call the program");
        var name = form.text("name", LONGEST_NAME);
        form.requires("destination", Destination.FIX);
        var destination = form.read("destination", Destination::parse, Destination.FIX);
        var attribution = AttributionForm.read(form.object("attribution"));
        var eligibility = EligibilityForm.read(form.object("eligibility"));
        var rewards = RewardForm.readAll(form, attribution.sharesCredit());
        var effective = EffectiveForm.read(form);
        var exclusivity = ExclusivityForm.read(form);
        form.refuseRest(NOT_BUILT);
        if (name == null || destination == null) return null;
        var terms = new Terms(
                name, destination.address(), attribution, eligibility, rewards, effective.audience(), exclusivity);
        return new Definition(terms, effective.from(), effective.fromNow());
    }
}
