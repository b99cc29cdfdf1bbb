package io.grapevine.attribution.fraud;

import io.grapevine.attribution.journey.CodePoints;
import java.time.Instant;
import java.util.Comparator;

/**
 * That somebody showed an identifier.
 *
 * @param person a customer, or a guest by the order alone (see {@link People})
 * @param firstSeenAt the earliest event in which they did
 * @param suspect the address is one to be thrown away, or the network is a data centre's
 */
public record Sighting(Identifier identifier, String person, Instant firstSeenAt, boolean suspect) {

    /** Who came first; of two at once the lower name, so that never both are before the other. */
    static final Comparator<Sighting> IN_TIME =
            Comparator.comparing(Sighting::firstSeenAt).thenComparing(Sighting::person, CodePoints.ORDER);

    boolean isBefore(Sighting other) {
        return IN_TIME.compare(this, other) < 0;
    }
}
