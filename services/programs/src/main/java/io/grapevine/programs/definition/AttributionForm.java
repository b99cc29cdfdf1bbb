package io.grapevine.programs.definition;

import io.grapevine.events.Terms.Attribution;
import io.grapevine.events.Terms.Binding;
import io.grapevine.events.Terms.Credit;
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
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final String UNLIMITED = "unlimited";

    private static final Map<String, Edge> EDGES = Map.of("inclusive", Edge.INCLUSIVE, "exclusive", Edge.EXCLUSIVE);
    private static final Map<String, Binding> BINDINGS =
            Map.of("lifetime", Binding.LIFETIME, "per_order", Binding.PER_ORDER);
    private static final Map<String, Credit> CREDITS =
            Map.of("single_winner", Credit.SINGLE_WINNER, "multi_touch", Credit.MULTI_TOUCH);

    private AttributionForm() {}

    static Attribution read(@Nullable Form form) {
        if (form == null)
            return new Attribution(Model.LAST_TOUCH, new Lookback(THIRTY_DAYS, Edge.EXCLUSIVE), null, Binding.LIFETIME);
        var model = ModelForm.read(form);
        var credit = credit(form, model.model());
        var lookback = lookback(form, credit == Credit.MULTI_TOUCH ? Edge.INCLUSIVE : Edge.EXCLUSIVE);
        var conversionWindow = window(form, "conversionWindow");
        var binding = form.choice("binding", BINDINGS, Set.of());
        form.refuseRest(Set.of("channels", "priorities", "creditWindow", "softClicks"));
        if (credit == Credit.MULTI_TOUCH) return sharing(form, model, lookback, conversionWindow, binding);
        return new Attribution(model.model(), lookback, conversionWindow, binding == null ? Binding.LIFETIME : binding);
    }

    /** A single winner is what terms mean that say nothing, so that it reads like every definition before there was a choice. */
    private static @Nullable Credit credit(Form form, Model model) {
        var written = form.choice("credit", CREDITS, Set.of());
        if (model.hasSingleWinner()) return written;
        if (written == Credit.SINGLE_WINNER)
            form.wrong(
                    "credit",
                    model.wireName()
                            + " shares credit and has no single winner: write multi_touch, or one of the models"
                            + " first_touch, last_touch and last_non_direct");
        return Credit.MULTI_TOUCH;
    }

    /** Every conversion looks back on its own where touches share credit, so nothing that a sign-up decides can hold for later ones. */
    private static Attribution sharing(
            Form form,
            ModelForm model,
            Lookback lookback,
            @Nullable Duration conversionWindow,
            @Nullable Binding binding) {
        if (binding == Binding.LIFETIME)
            form.wrong(
                    "binding",
                    "with multi_touch credit every order is decided on its own journey; write per_order or leave it out");
        if (conversionWindow != null)
            form.wrong(
                    "conversionWindow",
                    "it counts from the sign-up that binds a customer, and multi_touch credit binds nobody: leave it out;"
                            + " lookback bounds the journey");
        return new Attribution(
                model.model(),
                lookback,
                null,
                Binding.PER_ORDER,
                Credit.MULTI_TOUCH,
                model.weights(),
                model.halfLife());
    }

    private static Lookback lookback(Form form, Edge usual) {
        if (!form.has("lookback")) return new Lookback(THIRTY_DAYS, usual);
        if (!(form.value("lookback") instanceof Map)) return new Lookback(window(form, "lookback"), usual);
        var parts = form.object("lookback");
        if (parts == null) return new Lookback(THIRTY_DAYS, usual);
        parts.requires("length", "write a duration such as 30d, or " + UNLIMITED);
        var length = window(parts, "length");
        var edge = parts.choice("edge", EDGES, Set.of());
        parts.refuseRest(Set.of());
        return new Lookback(length, edge == null ? usual : edge);
    }

    /** Null is no limit: said by the word {@code unlimited}, or left out where the contract allows it. */
    private static @Nullable Duration window(Form form, String name) {
        return UNLIMITED.equals(form.value(name)) ? null : form.duration(name, SHORTEST_WINDOW, LONGEST_WINDOW);
    }
}
