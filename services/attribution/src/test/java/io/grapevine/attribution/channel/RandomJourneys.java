package io.grapevine.attribution.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Groups of journeys made up from a seed: repeats, loops and groups that never convert among them. */
final class RandomJourneys {

    private RandomJourneys() {}

    static List<JourneyGroup> groups(Random random, int channels) {
        var groups = new ArrayList<JourneyGroup>();
        for (var group = 0; group < 12; group++) {
            var path = new ArrayList<String>();
            for (var step = 0; step <= random.nextInt(7); step++) path.add("c" + random.nextInt(channels));
            var conversions = random.nextInt(4);
            groups.add(new JourneyGroup(
                    path,
                    conversions,
                    random.nextInt(20),
                    BigDecimal.valueOf(conversions * random.nextLong(10_000), 2)));
        }
        return groups;
    }
}
