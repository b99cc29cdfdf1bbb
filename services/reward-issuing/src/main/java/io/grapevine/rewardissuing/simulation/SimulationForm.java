package io.grapevine.rewardissuing.simulation;

import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know the cost of.
 *
 * @param from event time, inclusive
 * @param to exclusive
 * @param pointer where the definition stands in what was sent
 * @param definition as it was written
 */
public record SimulationForm(Instant from, Instant to, String pointer, Object definition) {

    private static final String CREDIT_FIX =
            " says otherwise than what held: leave it out; POST /v1/attribution/replays decides who would have been credited";

    public static Reading<SimulationForm> read(@Nullable Object body) {
        return Form.read(body, form -> {
            form.requires("from", "write the event time at which the period begins, such as 2026-03-01T00:00:00Z");
            var from = form.time("from");
            form.requires("to", "write the event time at which it ends, which is not part of it");
            var to = form.time("to");
            var definition = form.value("definition");
            var rewards = form.value("rewards");
            form.refuseRest(Set.of());
            if ((definition == null) == (rewards == null))
                form.note(
                        "rewards",
                        Mistake.REQUIRED,
                        "write rewards, the rules that would have been promised, or a whole definition, and not both");
            if (from != null && to != null && !from.isBefore(to)) form.wrong("to", "write a time after from");
            if (from == null || to == null) return null;
            if (definition != null) return new SimulationForm(from, to, "/definition", definition);
            return rewards == null ? null : new SimulationForm(from, to, "", Map.of("rewards", rewards));
        });
    }

    /** Who is credited stays as it was decided, so only what is promised may be another. */
    public Reading<Terms> inPlaceOf(Terms base) {
        return switch (Definition.readInPlaceOf(base, pointer, definition)) {
            case Reading.Refused<Terms> refused -> refused;
            case Reading.Accepted<Terms>(var terms) -> {
                var mistakes = mistakes(base, terms);
                yield mistakes.isEmpty() ? new Reading.Accepted<>(terms) : new Reading.Refused<>(mistakes);
            }
        };
    }

    private List<Mistake> mistakes(Terms base, Terms terms) {
        var mistakes = new ArrayList<Mistake>();
        if (!base.attribution().equals(terms.attribution())) mistakes.add(mistake("attribution"));
        if (!base.eligibility().equals(terms.eligibility())) mistakes.add(mistake("eligibility"));
        if (!base.exclusiveness().equals(terms.exclusiveness())) mistakes.add(mistake("exclusivity"));
        if (!Objects.equals(base.fraud(), terms.fraud())) mistakes.add(mistake("fraud"));
        return mistakes;
    }

    private Mistake mistake(String field) {
        return new Mistake(pointer + "/" + field, Mistake.UNSUPPORTED, field + CREDIT_FIX);
    }
}
