package io.grapevine.insights.ring;

import java.util.Comparator;
import java.util.UUID;

/**
 * That somebody showed a thing.
 *
 * @param trait the wire name of its {@link Trait}
 * @param key half of the hash of the thing: equal keys are the same thing, and nothing else can be read in them
 * @param person the site's id of a customer or advocate
 */
public record Showing(String tenantId, String trait, UUID key, String person) implements Comparable<Showing> {

    private static final Comparator<Showing> ORDER =
            Comparator.comparing(Showing::trait).thenComparing(Showing::key).thenComparing(Showing::person);

    @Override
    public int compareTo(Showing other) {
        return ORDER.compare(this, other);
    }
}
