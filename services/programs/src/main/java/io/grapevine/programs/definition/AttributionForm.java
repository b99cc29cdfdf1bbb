package io.grapevine.programs.definition;

import io.grapevine.events.Terms.Attribution;
import io.grapevine.events.Terms.Binding;
import io.grapevine.events.Terms.Edge;
import io.grapevine.events.Terms.Lookback;
import io.grapevine.events.Terms.Model;
import io.grapevine.programs.form.Form;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code attribution} part of a definition: who gets credit. */
final class AttributionForm {

    // Ten years: beyond it a window says nothing, and every sum of instants and durations stays far from overflow.
    static final Duration LONGEST_WINDOW = Duration.ofDays(3650);

    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1);
    private static final String UNLIMITED = "unlimited";

    // Exclusive is the default of models with a single winner, and those are all the models there are yet.
    private static final Lookback THIRTY_DAYS = new Lookback(Duration.ofDays(30), Edge.EXCLUSIVE);

    private static final Map<String, Model> MODELS =
            Map.of("first_touch", Model.FIRST_TOUCH, "last_touch", Model.LAST_TOUCH);
    private static final Set<String> MODELS_NOT_BUILT = Set.of(
            "last_non_direct",
            "linear",
            "position",
            "position_based",
            "j_shaped",
            "inverse_j",
            "time_decay",
            "w_shaped",
            "full_path",
            "markov",
            "shapley");
    private static final Map<String, Edge> EDGES = Map.of("inclusive", Edge.INCLUSIVE, "exclusive", Edge.EXCLUSIVE);
    private static final Map<String, Binding> BINDINGS =
            Map.of("lifetime", Binding.LIFETIME, "per_order", Binding.PER_ORDER);

    private AttributionForm() {}

    static Attribution read(@Nullable Form form) {
        if (form == null) return new Attribution(Model.LAST_TOUCH, THIRTY_DAYS, null, Binding.LIFETIME);
        var model = form.choice("model", MODELS, MODELS_NOT_BUILT);
        var lookback = lookback(form);
        var conversionWindow = window(form, "conversionWindow");
        var binding = form.choice("binding", BINDINGS, Set.of());
        form.refuseRest(Set.of("halfLife", "weights", "channels", "priorities", "creditWindow", "softClicks"));
        return new Attribution(
                model == null ? Model.LAST_TOUCH : model,
                lookback,
                conversionWindow,
                binding == null ? Binding.LIFETIME : binding);
    }

    private static Lookback lookback(Form form) {
        if (!form.has("lookback")) return THIRTY_DAYS;
        if (!(form.value("lookback") instanceof Map)) return new Lookback(window(form, "lookback"), Edge.EXCLUSIVE);
        var parts = form.object("lookback");
        if (parts == null) return THIRTY_DAYS;
        parts.requires("length", "write a duration such as 30d, or " + UNLIMITED);
        var length = window(parts, "length");
        var edge = parts.choice("edge", EDGES, Set.of());
        parts.refuseRest(Set.of());
        return new Lookback(length, edge == null ? Edge.EXCLUSIVE : edge);
    }

    /** Null is no limit: said by the word {@code unlimited}, or left out where the contract allows it. */
    private static @Nullable Duration window(Form form, String name) {
        return UNLIMITED.equals(form.value(name)) ? null : form.duration(name, SHORTEST_WINDOW, LONGEST_WINDOW);
    }
}
