package io.grapevine.events.definition;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.Binding;
import io.grapevine.events.AttributionTerms.Credit;
import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.Lookback;
import io.grapevine.events.AttributionTerms.Model;
import io.grapevine.events.AttributionTerms.TieBreak;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.form.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code attribution} part of a definition: who gets credit. */
final class AttributionForm {

    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    // Devices that were offline and retries are ordinary; attribution also finds late facts by it.
    private static final Duration SHORTEST_LATENESS = Duration.ofHours(1);

    private static final Map<String, Binding> BINDINGS =
            Map.of("lifetime", Binding.LIFETIME, "per_order", Binding.PER_ORDER);
    private static final Map<String, Credit> CREDITS =
            Map.of("single_winner", Credit.SINGLE_WINNER, "multi_touch", Credit.MULTI_TOUCH);
    private static final Map<String, TieBreak> TIE_BREAKS =
            Map.of("by_model", TieBreak.BY_MODEL, "highest_id", TieBreak.HIGHEST_ID, "lowest_id", TieBreak.LOWEST_ID);

    private AttributionForm() {}

    static AttributionTerms read(@Nullable Form form) {
        if (form == null)
            return new AttributionTerms(
                    Model.LAST_TOUCH, new Lookback(THIRTY_DAYS, Edge.EXCLUSIVE), null, Binding.LIFETIME);
        var model = ModelForm.read(form);
        var credit = credit(form, model.model());
        var lookback = WindowForm.read(
                form, "lookback", THIRTY_DAYS, credit == Credit.MULTI_TOUCH ? Edge.INCLUSIVE : Edge.EXCLUSIVE);
        var conversionWindow = WindowForm.read(form, "conversionWindow", null, Edge.EXCLUSIVE);
        var binding = form.choice("binding", BINDINGS, Set.of());
        var priority = PriorityForm.read(form);
        var tieBreak = form.choice("tieBreak", TIE_BREAKS, Set.of());
        var lateness = WindowForm.bound(form, "lateness", SHORTEST_LATENESS);
        form.refuseRest(Set.of("channels", "creditWindow"));
        if (credit == Credit.MULTI_TOUCH) {
            refuseSingleWinners(form, conversionWindow, binding, tieBreak);
            return sharing(model, lookback, priority, lateness);
        }
        return new AttributionTerms(
                model.model(),
                lookback,
                conversionWindow.length(),
                binding == null ? Binding.LIFETIME : binding,
                null,
                null,
                null,
                conversionWindow.edge() == Edge.INCLUSIVE ? Edge.INCLUSIVE : null,
                priority,
                tieBreak == TieBreak.BY_MODEL ? null : tieBreak,
                lateness);
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
    private static void refuseSingleWinners(
            Form form, Lookback conversionWindow, @Nullable Binding binding, @Nullable TieBreak tieBreak) {
        if (binding == Binding.LIFETIME)
            form.wrong(
                    "binding",
                    "with multi_touch credit every order is decided on its own journey; write per_order or leave it out");
        if (conversionWindow.length() != null)
            form.wrong(
                    "conversionWindow",
                    "it counts from the sign-up that binds a customer, and multi_touch credit binds nobody: leave it out;"
                            + " lookback bounds the journey");
        if (tieBreak != null) form.wrong("tieBreak", "with multi_touch credit both of two touches earn; leave it out");
    }

    private static AttributionTerms sharing(
            ModelForm model,
            Lookback lookback,
            @Nullable List<List<TouchClass>> priority,
            @Nullable Duration lateness) {
        return new AttributionTerms(
                model.model(),
                lookback,
                null,
                Binding.PER_ORDER,
                Credit.MULTI_TOUCH,
                model.weights(),
                model.halfLife(),
                null,
                priority,
                null,
                lateness);
    }
}
