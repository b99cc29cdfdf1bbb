package io.grapevine.insights.ring;

import io.grapevine.insights.ring.Findings.Thing;
import java.util.Arrays;
import java.util.List;

/**
 * Who shares what with whom, and who came by whose link; everybody by the number of the id they go by.
 *
 * @param ids by number
 * @param people by the number of an id, that of the person's
 * @param things shared by at least two people each
 * @param led pairs of friend and advocate in ascending order, each once
 */
record Acquaintance(List<String> ids, int[] people, List<Thing> things, long[] led) {

    private static final int HALF = 32;

    static long led(int friend, int advocate) {
        return (long) friend << HALF | advocate;
    }

    static int friend(long led) {
        return (int) (led >>> HALF);
    }

    static int advocate(long led) {
        return (int) led;
    }

    boolean isLed(int friend, int advocate) {
        return Arrays.binarySearch(led, led(friend, advocate)) >= 0;
    }

    /** The ties between people: what each pair has in common. */
    TieGraph ties() {
        var ties = new TieGraph.Builder(ids.size());
        for (var thing : things)
            for (var i = 0; i < thing.people().length; i++)
                for (var j = i + 1; j < thing.people().length; j++)
                    ties.add(thing.people()[i], thing.people()[j], thing.trait());
        for (var each : led)
            if (friend(each) < advocate(each) && isLed(advocate(each), friend(each)))
                ties.add(friend(each), advocate(each), Trait.LINKS);
        return ties.build();
    }
}
