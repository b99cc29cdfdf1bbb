package io.grapevine.insights.graph;

import io.grapevine.insights.graph.ForestShape.Spreader;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Who brought the most people.
 *
 * @param advocates people who brought anybody
 * @param friends people whom somebody brought
 * @param shareOfTopFifth of all friends, those of the busiest fifth of the advocates, rounded up; null without any
 */
public record Spreaders(
        String programKey,
        int advocates,
        int friends,
        @Nullable Double shareOfTopFifth,
        List<Spreader> spreaders) {

    /** The rule of thumb is that a fifth does four fifths of the spreading. */
    private static final int FIFTH = 5;

    public Spreaders {
        spreaders = List.copyOf(spreaders);
    }

    public static Spreaders of(String programKey, ForestShape shape, int most) {
        var offspring = shape.offspring();
        var advocates = offspring.tailMap(1).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        var friends = offspring.entrySet().stream()
                .mapToInt(each -> each.getKey() * each.getValue())
                .sum();
        var busiest = ofBusiest(offspring, (advocates + FIFTH - 1) / FIFTH);
        return new Spreaders(
                programKey,
                advocates,
                friends,
                friends == 0 ? null : (double) busiest / friends,
                shape.spreaders(most));
    }

    private static int ofBusiest(SortedMap<Integer, Integer> offspring, int people) {
        var left = people;
        var friends = 0;
        for (var each : offspring.reversed().entrySet()) {
            var taken = Math.min(left, each.getValue());
            friends += taken * each.getKey();
            left -= taken;
        }
        return friends;
    }
}
