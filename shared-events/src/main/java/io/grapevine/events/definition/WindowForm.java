package io.grapevine.events.definition;

import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.Lookback;
import io.grapevine.events.form.Form;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A window of time: a duration, {@code unlimited}, or both with an edge. */
final class WindowForm {

    // Ten years: beyond it a window says nothing, and every sum of instants and durations stays far from overflow.
    static final Duration LONGEST_WINDOW = Duration.ofDays(3650);

    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1);
    private static final String UNLIMITED = "unlimited";

    private static final Map<String, Edge> EDGES = Map.of("inclusive", Edge.INCLUSIVE, "exclusive", Edge.EXCLUSIVE);

    private WindowForm() {}

    /** @param usualLength where nothing is written; null = unlimited */
    static Lookback read(Form form, String name, @Nullable Duration usualLength, Edge usualEdge) {
        if (!form.has(name)) return new Lookback(usualLength, usualEdge);
        if (!(form.value(name) instanceof Map)) return new Lookback(length(form, name), usualEdge);
        var parts = form.object(name);
        if (parts == null) return new Lookback(usualLength, usualEdge);
        parts.requires("length", "write a duration such as 30d, or " + UNLIMITED);
        var length = length(parts, "length");
        var edge = parts.choice("edge", EDGES, Set.of());
        parts.refuseRest(Set.of());
        return new Lookback(length, edge == null ? usualEdge : edge);
    }

    /** A duration without an edge, or null for no limit. */
    static @Nullable Duration bound(Form form, String name, Duration shortest) {
        return UNLIMITED.equals(form.value(name)) ? null : form.duration(name, shortest, LONGEST_WINDOW);
    }

    /** Null is no limit: said by the word {@code unlimited}, or left out where the contract allows it. */
    private static @Nullable Duration length(Form form, String name) {
        return bound(form, name, SHORTEST_WINDOW);
    }
}
