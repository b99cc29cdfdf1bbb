package io.grapevine.insights.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the graph keeps of a person, as it is now; saying it again changes nothing.
 *
 * @param known whether the person signed up or has a code; somebody who is neither, brings nobody and was brought by nobody is no person
 * @param advocate who brought them; null for nobody
 * @param atMillis when they were brought, else when they first signed up; {@link #NEVER} if they never did
 * @param netMinor what their credited orders came to after refunds, by currency
 */
public record PersonState(
        String id, boolean known, @Nullable String advocate, long atMillis, Map<String, Long> netMinor) {

    /** A time that is not known. */
    public static final long NEVER = Long.MIN_VALUE;

    public PersonState {
        netMinor = Map.copyOf(netMinor);
    }
}
