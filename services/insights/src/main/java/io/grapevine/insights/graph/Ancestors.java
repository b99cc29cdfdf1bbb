package io.grapevine.insights.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who stands above a person, from the advocate up to the root.
 *
 * @param depth of the person; a root is at 0
 * @param ancestors nearest first
 * @param truncated whether there are more than were given
 */
public record Ancestors(
        String programKey,
        String externalId,
        @Nullable String participantId,
        int depth,
        boolean truncated,
        List<Ancestor> ancestors) {

    public Ancestors {
        ancestors = List.copyOf(ancestors);
    }

    /**
     * @param level 1 = the advocate
     * @param boundAt when they were brought themselves; null for a root
     * @param friends whom they brought
     */
    public record Ancestor(
            String externalId, int level, @Nullable Instant boundAt, int friends) {}

    /** @return empty if there is no such person */
    public static Optional<Ancestors> of(
            String programKey, LiveForest forest, String externalId, @Nullable String participantId, int most) {
        var person = forest.find(externalId);
        if (person.isEmpty()) return Optional.empty();
        var ancestors = new ArrayList<Ancestor>();
        var depth = 0;
        for (var above = forest.advocateOf(person.getAsInt()); above >= 0; above = forest.advocateOf(above)) {
            depth++;
            if (depth <= most) ancestors.add(ancestor(forest, above, depth));
        }
        return Optional.of(new Ancestors(programKey, externalId, participantId, depth, depth > most, ancestors));
    }

    private static Ancestor ancestor(LiveForest forest, int person, int level) {
        var root = forest.advocateOf(person) < 0;
        return new Ancestor(
                forest.idOf(person),
                level,
                root ? null : Instant.ofEpochMilli(forest.atOf(person)),
                forest.friendsOf(person));
    }
}
