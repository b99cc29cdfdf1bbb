package io.grapevine.insights.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who brought most. Who brought the same shares a place, and the next place counts them all (1, 2, 2, 4); within a place people stand in the
 * order of their ids by code point, which says nothing.
 *
 * @param from null if the board is for all time
 * @param currency null for referrals
 * @param people how many brought anything
 * @param items the first of them
 * @param own the one that was asked for, wherever they stand; null if nobody was, or they brought nothing
 */
public record Leaderboard(
        String programKey,
        String period,
        @Nullable Instant from,
        @Nullable Instant to,
        String by,
        @Nullable String currency,
        long people,
        List<Entry> items,
        @Nullable Entry own) {

    public Leaderboard {
        items = List.copyOf(items);
    }

    /**
     * Somebody's place.
     *
     * @param person the site's own id; null in public
     * @param name what the person chose to be called; in public {@code Friend #n} of who chose nothing, n counting down the board
     * @param points null in public where they are money
     */
    public record Entry(
            long place,
            @Nullable String person,
            @Nullable String name,
            @Nullable Long points) {}

    /** What a board shows of a person. */
    public interface Face extends Function<Standing, Entry> {}

    /**
     * Where somebody stands.
     *
     * @param row counts down the board from 1, also within a place
     */
    public record Standing(long place, long row, Score score) {}

    /** Places of the scores, best first, from the top of the board. */
    public static List<Standing> standings(List<Score> best) {
        var standings = new ArrayList<Standing>(best.size());
        for (var i = 0; i < best.size(); i++) {
            var same = i > 0 && best.get(i - 1).points() == best.get(i).points();
            standings.add(new Standing(same ? standings.get(i - 1).place() : i + 1, i + 1, best.get(i)));
        }
        return List.copyOf(standings);
    }

    /** For whoever runs the program. */
    public static Face staff(Map<String, String> names) {
        var known = Map.copyOf(names);
        return standing -> new Entry(
                standing.place(),
                standing.score().person(),
                known.get(standing.score().person()),
                standing.score().points());
    }

    /** For everybody: chosen names only, nobody's id, nobody's money. */
    public static Face everybody(Map<String, String> names, boolean money) {
        var known = Map.copyOf(names);
        return standing -> new Entry(
                standing.place(),
                null,
                known.getOrDefault(standing.score().person(), "Friend #" + standing.row()),
                money ? null : (Long) standing.score().points());
    }
}
