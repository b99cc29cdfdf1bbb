package io.grapevine.insights.graph;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Once over everybody who came in a span of time: how many friends each has brought by now, and how soon. */
public final class LoopWalk {

    /** What people are put together by when they came; all of it in UTC. */
    public enum Cohort {
        DAY,
        WEEK,
        MONTH;

        LocalDate of(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }
    }

    /** People, the friends they brought in all, and the sum of the squares of what each brought. */
    public record Tally(long people, long friends, long squares) {}

    private static final class Sum {
        private long people;
        private long friends;
        private long squares;

        void add(long brought) {
            people++;
            friends += brought;
            squares = Math.addExact(squares, Math.multiplyExact(brought, brought));
        }

        Tally tally() {
            return new Tally(people, friends, squares);
        }
    }

    private final ForestLayout layout;
    private final long[] at;
    private final long from;
    private final long to;
    private final Sum all = new Sum();
    private final List<Sum> generations = new ArrayList<>();
    private final SortedMap<LocalDate, Sum> cohorts = new TreeMap<>();
    private final SortedMap<Integer, Integer> offspring = new TreeMap<>();
    private final long[] cycles;
    private int cycleCount;

    LoopWalk(ForestLayout layout, long[] at, long from, long to, Cohort cohort) {
        this.layout = layout;
        this.at = at;
        this.from = from;
        this.to = to;
        this.cycles = new long[layout.size() - layout.roots()];
        walk(cohort);
        Arrays.sort(cycles, 0, cycleCount);
    }

    public Tally all() {
        return all.tally();
    }

    /** By distance from the root, roots first; of a generation that nobody of the span is in there is a tally of nobody. */
    public List<Tally> generations() {
        return generations.stream().map(Sum::tally).toList();
    }

    /** By the first day of the cohort; whoever never signed up is in none. */
    public SortedMap<LocalDate, Tally> cohorts() {
        var tallies = new TreeMap<LocalDate, Tally>();
        cohorts.forEach((day, sum) -> tallies.put(day, sum.tally()));
        return tallies;
    }

    /** How many people brought how many friends, none included. */
    public SortedMap<Integer, Integer> offspring() {
        return offspring;
    }

    /** How long after they came themselves people brought each of their friends, in milliseconds, shortest first; where both times are known. */
    public long[] cycleMillis() {
        return Arrays.copyOf(cycles, cycleCount);
    }

    private void walk(Cohort cohort) {
        var start = 0;
        var end = layout.roots();
        while (start < end) {
            var generation = new Sum();
            generations.add(generation);
            for (var place = start; place < end; place++) count(place, generation, cohort);
            start = end;
            end = layout.firstFriend(end);
        }
    }

    private void count(int place, Sum generation, Cohort cohort) {
        var came = at[layout.personAt(place)];
        if (!isInSpan(came)) return;
        var friends = layout.firstFriend(place + 1) - layout.firstFriend(place);
        all.add(friends);
        generation.add(friends);
        offspring.merge(friends, 1, Integer::sum);
        if (came == PersonState.NEVER) return;
        var day = Instant.ofEpochMilli(came).atZone(ZoneOffset.UTC).toLocalDate();
        cohorts.computeIfAbsent(cohort.of(day), fresh -> new Sum()).add(friends);
        for (var friend = layout.firstFriend(place); friend < layout.firstFriend(place + 1); friend++) {
            var bound = at[layout.personAt(friend)];
            if (bound >= came) cycles[cycleCount++] = bound - came;
        }
    }

    /** Whoever never signed up was always there. */
    private boolean isInSpan(long came) {
        return came == PersonState.NEVER ? from == Long.MIN_VALUE : came >= from && came < to;
    }
}
