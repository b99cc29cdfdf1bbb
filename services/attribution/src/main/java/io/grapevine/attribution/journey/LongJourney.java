package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is considered of more touches than a decision, and whoever reads its record, can bear: both ends. Without a bound, one browser that is
 * made to click for a day would make a record that no broker takes. Up to {@link #EACH_END} touches on either side nothing is left out.
 */
public final class LongJourney {

    /** As many of a person's first touches up to a conversion, and as many of the last. */
    public static final int EACH_END = 250;

    /** As many that cannot win and are only told of: by machines up to the conversion (the last), by anybody after it (the first). */
    public static final int TOLD = 50;

    private LongJourney() {}

    /**
     * The touches considered for a conversion, in touch order.
     *
     * @param known in any order
     */
    public static List<Touchpoint> ends(Collection<Touchpoint> known, Instant convertedAt) {
        var inTime = known.stream().sorted(Touchpoint.IN_TIME).toList();
        if (inTime.size() <= TOLD) return inTime;
        Predicate<Touchpoint> later = touch -> touch.at().isAfter(convertedAt);
        var byPeople = chosen(inTime, later.negate().and(Touchpoint::human));
        var byMachines = chosen(inTime, later.negate().and(touch -> !touch.human()));
        var afterwards = chosen(inTime, later);
        var ends = new ArrayList<Touchpoint>();
        if (byPeople.size() > 2 * EACH_END) {
            ends.addAll(byPeople.subList(0, EACH_END));
            ends.addAll(last(byPeople, EACH_END));
        } else {
            ends.addAll(byPeople);
        }
        ends.addAll(last(byMachines, TOLD));
        ends.addAll(afterwards.subList(0, Math.min(TOLD, afterwards.size())));
        ends.sort(Touchpoint.IN_TIME);
        return List.copyOf(ends);
    }

    private static List<Touchpoint> chosen(List<Touchpoint> touches, Predicate<Touchpoint> by) {
        return touches.stream().filter(by).toList();
    }

    private static List<Touchpoint> last(List<Touchpoint> touches, int number) {
        return touches.subList(Math.max(0, touches.size() - number), touches.size());
    }
}
