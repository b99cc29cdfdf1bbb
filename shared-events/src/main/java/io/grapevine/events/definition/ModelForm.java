package io.grapevine.events.definition;

import io.grapevine.events.AttributionTerms.Model;
import io.grapevine.events.AttributionTerms.PositionWeights;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attribution model of a definition, by its word, with the parameters it takes.
 *
 * @param weights present exactly for position, whichever of its names was written
 * @param halfLife present exactly for time_decay
 */
record ModelForm(
        Model model,
        @Nullable PositionWeights weights,
        @Nullable Duration halfLife) {

    // Beyond ten years every touch weighs the same, as in linear.
    static final Duration LONGEST_HALF_LIFE = Duration.ofDays(3650);

    private static final Duration SHORTEST_HALF_LIFE = Duration.ofMillis(1);
    private static final Duration USUAL_HALF_LIFE = Duration.ofDays(7);

    // Room for percentages; a millionth of one moves nothing that a 64-bit amount can hold.
    private static final BigDecimal LARGEST_WEIGHT = BigDecimal.valueOf(100);
    private static final int WEIGHT_DIGITS = 6;

    private static final Map<String, Model> MODELS = Map.of(
            "first_touch", Model.FIRST_TOUCH,
            "last_touch", Model.LAST_TOUCH,
            "last_non_direct", Model.LAST_NON_DIRECT,
            "linear", Model.LINEAR,
            "position", Model.POSITION,
            "time_decay", Model.TIME_DECAY,
            "w_shaped", Model.W_SHAPED,
            "full_path", Model.FULL_PATH);
    private static final Map<String, PositionWeights> NAMED_POSITIONS = Map.of(
            "position_based", weights("0.4", "0.2", "0.4"),
            "j_shaped", weights("0.2", "0.2", "0.6"),
            "inverse_j", weights("0.6", "0.2", "0.2"));
    private static final Set<String> OF_A_WHOLE_PERIOD = Set.of("markov", "shapley");

    private static final String WEIGHTS_FIX = "write weights: {first: 0.4, middle: 0.2, last: 0.4}";

    /** The last touch where nothing is written, and where what is written is a mistake. */
    static ModelForm read(Form form) {
        var named = form.value("model") instanceof String word ? NAMED_POSITIONS.get(word) : null;
        var model = named == null ? model(form) : Model.POSITION;
        var weights = named == null ? weights(form, model) : onlyOfItsName(form, named);
        var halfLife = halfLife(form, model);
        return model == Model.POSITION && weights == null
                ? new ModelForm(Model.LINEAR, null, null) // with a mistake noted, so nothing comes of it
                : new ModelForm(model, weights, halfLife);
    }

    private static Model model(Form form) {
        var value = form.value("model");
        if (value instanceof String word && OF_A_WHOLE_PERIOD.contains(word)) {
            form.note(
                    "model",
                    Mistake.UNSUPPORTED,
                    word
                            + " looks at all journeys of a period and decides no single conversion: write another model; GET"
                            + " /v1/attribution/programs/{key}/models reports it");
            return Model.LAST_TOUCH;
        }
        if (value == null) return Model.LAST_TOUCH;
        var chosen = value instanceof String word ? MODELS.get(word) : null;
        if (chosen != null) return chosen;
        var words = new TreeSet<>(MODELS.keySet());
        words.addAll(NAMED_POSITIONS.keySet());
        form.wrong("model", "write " + String.join(" or ", words));
        return Model.LAST_TOUCH;
    }

    private static PositionWeights onlyOfItsName(Form form, PositionWeights named) {
        if (form.has("weights"))
            form.wrong("weights", form.value("model") + " has its own: leave them out, or write model: position");
        return named;
    }

    private static @Nullable PositionWeights weights(Form form, Model model) {
        if (model != Model.POSITION) {
            if (form.has("weights")) form.wrong("weights", "only model: position takes them; leave them out");
            return null;
        }
        form.requires("weights", WEIGHTS_FIX);
        var parts = form.object("weights");
        if (parts == null) return null;
        var first = weight(parts, "first");
        var middle = weight(parts, "middle");
        var last = weight(parts, "last");
        parts.refuseRest(Set.of());
        if (first == null || middle == null || last == null) return null;
        if (first.add(middle).add(last).signum() == 0) {
            form.wrong("weights", "at least one of them must be above 0: " + WEIGHTS_FIX);
            return null;
        }
        return new PositionWeights(first, middle, last);
    }

    private static @Nullable BigDecimal weight(Form parts, String name) {
        parts.requires(name, "write its share, such as 0.4");
        return parts.decimal(name, LARGEST_WEIGHT, WEIGHT_DIGITS);
    }

    private static @Nullable Duration halfLife(Form form, Model model) {
        var written = form.duration("halfLife", SHORTEST_HALF_LIFE, LONGEST_HALF_LIFE);
        if (model == Model.TIME_DECAY) return written == null ? USUAL_HALF_LIFE : written;
        if (form.has("halfLife")) form.wrong("halfLife", "only model: time_decay takes one; leave it out");
        return null;
    }

    private static PositionWeights weights(String first, String middle, String last) {
        return new PositionWeights(new BigDecimal(first), new BigDecimal(middle), new BigDecimal(last));
    }
}
