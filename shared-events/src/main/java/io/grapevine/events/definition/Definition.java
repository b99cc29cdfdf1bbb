package io.grapevine.events.definition;

import io.grapevine.events.Terms;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
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
            Set.of("caps", "tiers", "experiments", "variants", "levels", "challenges", "payout");

    private static final Set<String> ELSEWHERE = Set.of("effective", "effectiveFrom");

    /** Reads what a client sent; plain maps, lists and scalars, as JSON and YAML have them. */
    public static Reading<Definition> read(@Nullable Object body) {
        return Form.read(body, Definition::fill);
    }

    /**
     * Reads what should have held in the place of other terms: a whole definition, or some of its parts, the others then being as
     * they were. From when it holds, and for whom, is the other terms' to say.
     *
     * @param pointer where the body stands in what the client sent
     */
    public static Reading<Terms> readInPlaceOf(Terms base, String pointer, @Nullable Object body) {
        return switch (Form.<Terms>read(body, form -> inPlaceOf(base, form))) {
            case Reading.Accepted<Terms> accepted -> accepted;
            case Reading.Refused<Terms>(var mistakes) ->
                new Reading.Refused<>(mistakes.stream()
                        .map(mistake -> new Mistake(pointer + mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    private static @Nullable Terms inPlaceOf(Terms base, Form form) {
        for (var field : ELSEWHERE)
            if (form.has(field))
                form.note(
                        field, Mistake.UNSUPPORTED, field + " is the period's to say here, from and to: leave it out");
        if (!form.has("name") && !form.has("destination")) return parts(base, form);
        var whole = fill(form);
        return whole == null ? null : whole.terms.withAudience(base.audience());
    }

    private static Terms parts(Terms base, Form form) {
        var attribution =
                form.has("attribution") ? AttributionForm.read(form.object("attribution")) : base.attribution();
        var eligibility =
                form.has("eligibility") ? EligibilityForm.read(form.object("eligibility")) : base.eligibility();
        // Without rewards it is refused: those that stand have said theirs.
        if (form.has("rewards")) ApprovalForm.readForAll(form);
        var rewards = form.has("rewards") ? RewardForm.readAll(form, attribution.sharesCredit()) : base.rewards();
        if (!form.has("rewards") && attribution.sharesCredit()) RewardForm.refuseIndivisible(form, rewards);
        var exclusivity = form.has("exclusivity") ? ExclusivityForm.read(form) : base.exclusivity();
        var fraud = form.has("fraud") ? FraudForm.read(form) : base.fraud();
        var budget = form.has("budget") || form.has("rewards") ? BudgetForm.read(form, rewards) : base.budget();
        form.refuseRest(NOT_BUILT);
        return new Terms(
                base.name(),
                base.destination(),
                attribution,
                eligibility,
                rewards,
                base.audience(),
                exclusivity,
                fraud,
                budget);
    }

    private static @Nullable Definition fill(Form form) {
        form.requires("name", "write what people shall call the program");
        var name = form.text("name", LONGEST_NAME);
        form.requires("destination", Destination.FIX);
        var destination = form.read("destination", Destination::parse, Destination.FIX);
        var attribution = AttributionForm.read(form.object("attribution"));
        var eligibility = EligibilityForm.read(form.object("eligibility"));
        ApprovalForm.readForAll(form);
        var rewards = RewardForm.readAll(form, attribution.sharesCredit());
        var effective = EffectiveForm.read(form);
        var exclusivity = ExclusivityForm.read(form);
        var fraud = FraudForm.read(form);
        var budget = BudgetForm.read(form, rewards);
        form.refuseRest(NOT_BUILT);
        if (name == null || destination == null) return null;
        var terms = new Terms(
                name,
                destination.address(),
                attribution,
                eligibility,
                rewards,
                effective.audience(),
                exclusivity,
                fraud,
                budget);
        return new Definition(terms, effective.from(), effective.fromNow());
    }
}
