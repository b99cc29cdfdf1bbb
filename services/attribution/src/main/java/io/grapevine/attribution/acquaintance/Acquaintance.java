package io.grapevine.attribution.acquaintance;

import io.grapevine.attribution.journey.EventOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Tells new customers from those who had been customers before. */
public final class Acquaintance {

    private Acquaintance() {}

    /**
     * The first thing that somebody had done as a customer before a moment: bought, under whatever name, or signed up under
     * another. Their own sign-up is how they become a customer, and shows nothing.
     *
     * @param traces all that is known of the person, in any order
     */
    public static Optional<Trace> before(Collection<Trace> traces, EventOrder moment) {
        return traces.stream()
                .filter(trace -> trace.order().isBefore(moment))
                .filter(trace -> trace.kind() == Trace.Kind.PURCHASE || !trace.sameCustomer())
                .min(Comparator.comparing(Trace::order).thenComparing(Trace::kind));
    }
}
