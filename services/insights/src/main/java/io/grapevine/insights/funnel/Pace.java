package io.grapevine.insights.funnel;

import java.time.Duration;

/** How often live figures may be counted: the dearer a count, the rarer. */
public final class Pace {

    /** Eyes follow a figure that moves once a second; more often is work for nobody. */
    public static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    /** A program that is watched costs at most a tenth of one database connection's time, however long its log. */
    private static final int REST_PER_COST = 9;

    private Pace() {}

    /** How long to rest after a count that took this long. */
    public static Duration restAfter(Duration cost) {
        if (cost.isNegative()) throw new IllegalArgumentException("cost must not be negative, was " + cost);
        var rest = cost.multipliedBy(REST_PER_COST);
        return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    }
}
