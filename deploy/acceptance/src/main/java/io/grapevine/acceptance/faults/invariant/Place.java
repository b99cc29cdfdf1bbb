package io.grapevine.acceptance.faults.invariant;

import java.util.Set;

/**
 * Somewhere events are kept.
 *
 * @param required ids that must be there
 * @param found ids that are
 */
public record Place(String name, Set<String> required, Set<String> found) {
    public Place {
        required = Set.copyOf(required);
        found = Set.copyOf(found);
    }
}
