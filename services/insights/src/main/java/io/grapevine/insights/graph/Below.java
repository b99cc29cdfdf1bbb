package io.grapevine.insights.graph;

import io.grapevine.insights.funnel.Amount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many people there are below somebody and what their credited orders came to; a sum that is added to. */
final class Below {

    private final String[] currencies;
    private final Takings[] takings;
    private final long[] minor;
    private long people;

    Below(LiveForest forest) {
        this.currencies = forest.takings().keySet().toArray(String[]::new);
        this.takings = forest.takings().values().toArray(Takings[]::new);
        this.minor = new long[currencies.length];
    }

    long people() {
        return people;
    }

    /** These and everybody below them. */
    void addAll(Generation from) {
        for (var generation = from; !generation.isEmpty(); generation = generation.next()) add(generation);
    }

    void add(Generation generation) {
        people += generation.size();
        for (var i = 0; i < takings.length; i++) minor[i] = Math.addExact(minor[i], generation.takings(takings[i]));
    }

    /** A person and whoever is below them. */
    void add(int person, Below below) {
        people += 1 + below.people;
        for (var i = 0; i < takings.length; i++)
            minor[i] = Math.addExact(minor[i], Math.addExact(takings[i].of(person), below.minor[i]));
    }

    List<Amount> net() {
        return amounts(minor);
    }

    List<Amount> netOf(int person) {
        return amounts(Arrays.stream(takings).mapToLong(each -> each.of(person)).toArray());
    }

    private List<Amount> amounts(long[] sums) {
        var amounts = new ArrayList<Amount>();
        for (var i = 0; i < sums.length; i++) if (sums[i] != 0) amounts.add(new Amount(sums[i], currencies[i]));
        return List.copyOf(amounts);
    }
}
