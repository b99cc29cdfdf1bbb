package io.grapevine.insights.graph;

import java.util.Arrays;
import java.util.TreeMap;

/** What people's credited orders came to, in one currency: summed along the layout, so that a whole run of people is one subtraction. */
final class Takings {

    private long[] own = new long[0];
    private ForestLayout layout = ForestLayout.EMPTY;
    private long[] before = {0};
    /** By place, what somebody has more than when the sums were made. */
    private final TreeMap<Integer, Long> since = new TreeMap<>();

    long of(int person) {
        return person < own.length ? own[person] : 0;
    }

    void add(int person, long minor) {
        var _ = set(person, Math.addExact(of(person), minor));
    }

    /** @return whether that is something new */
    boolean set(int person, long minor) {
        if (of(person) == minor) return false;
        if (person >= own.length) own = Arrays.copyOf(own, PersonBook.grown(person));
        own[person] = minor;
        note(person);
        return true;
    }

    long ofRun(int from, int to) {
        var sum = before[to] - before[from];
        if (!since.isEmpty()) for (var more : since.subMap(from, to).values()) sum = Math.addExact(sum, more);
        return sum;
    }

    /** @return sums along the layout, of amounts that may be changing meanwhile: whoever's did is {@link #note noted} again */
    long[] sums(ForestLayout along) {
        var sums = new long[along.size() + 1];
        for (var place = 0; place < along.size(); place++)
            sums[place + 1] = Math.addExact(sums[place], of(along.personAt(place)));
        return sums;
    }

    void adopt(ForestLayout along, long[] sums) {
        layout = along;
        before = sums;
        since.clear();
    }

    void note(int person) {
        var place = layout.placeOf(person);
        if (place < 0) return;
        var more = of(person) - (before[place + 1] - before[place]);
        if (more == 0) since.remove(place);
        else since.put(place, more);
    }

    long bytes() {
        return 8L * (own.length + before.length);
    }
}
