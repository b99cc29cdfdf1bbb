package io.grapevine.insights.graph;

import io.grapevine.insights.funnel.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everybody below one person, counted by generation.
 *
 * @param net what the credited orders of everybody below came to after refunds
 * @param generations direct friends first
 */
public record Descendants(
        String programKey,
        String externalId,
        @Nullable String participantId,
        long descendants,
        List<Amount> net,
        List<Level> generations) {

    public Descendants {
        net = List.copyOf(net);
        generations = List.copyOf(generations);
    }

    /**
     * @param people in this generation
     * @param ratio to the generation before, which is the K-factor of that one; the person alone is generation 0
     * @param net what their credited orders came to
     */
    public record Level(int generation, long people, double ratio, List<Amount> net) {}

    /** @return empty if there is no such person */
    public static Optional<Descendants> of(
            String programKey, LiveForest forest, String externalId, @Nullable String participantId) {
        var person = forest.find(externalId);
        if (person.isEmpty()) return Optional.empty();
        var all = new Below(forest);
        var levels = new ArrayList<Level>();
        var before = forest.only(person.getAsInt());
        for (var next = before.next(); !next.isEmpty(); next = before.next()) {
            var here = new Below(forest);
            here.add(next);
            all.add(next);
            levels.add(new Level(levels.size() + 1, next.size(), (double) next.size() / before.size(), here.net()));
            before = next;
        }
        return Optional.of(new Descendants(programKey, externalId, participantId, all.people(), all.net(), levels));
    }
}
