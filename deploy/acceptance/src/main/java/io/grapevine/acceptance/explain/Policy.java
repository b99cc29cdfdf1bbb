package io.grapevine.acceptance.explain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the program's version says, as far as the record repeats it.
 *
 * @param shares whether touches share the credit
 * @param model null where none was asked
 * @param weights of the first touch, all between and the last, where the model has them
 * @param priority classes that count, strongest first
 * @param levels how deep uplines go; 1 = no further than the advocate
 */
record Policy(
        boolean shares,
        @Nullable String model,
        Window lookback,
        List<BigDecimal> weights,
        @Nullable Duration halfLife,
        boolean bindsForLife,
        Window conversionWindow,
        List<Set<String>> priority,
        String tieBreak,
        @Nullable Minimum minimum,
        Set<String> countries,
        boolean newCustomersOnly,
        boolean forLaterCustomersOnly,
        @Nullable Instant effectiveFrom,
        @Nullable Duration lateness,
        int levels) {

    Policy {
        weights = List.copyOf(weights);
        priority = priority.stream().map(Set::copyOf).toList();
        countries = Set.copyOf(countries);
    }

    /** The least that an order must amount to. */
    record Minimum(long amountMinor, String currency) {}

    /** Place of a class, 0 strongest; negative if it does not count. */
    int rank(String touchClass) {
        for (var i = 0; i < priority.size(); i++) if (priority.get(i).contains(touchClass)) return i;
        return -1;
    }

    boolean firstTouchWins() {
        return "first_touch".equals(model);
    }

    boolean looksPastDirect() {
        return "last_non_direct".equals(model);
    }
}
