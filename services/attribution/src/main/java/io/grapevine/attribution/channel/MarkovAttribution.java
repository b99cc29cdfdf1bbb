package io.grapevine.attribution.channel;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a Markov chain of order 1 says about the channels.
 *
 * @param conversionProbability that a journey ends in a conversion; 0 without journeys
 * @param credits by channel in code point order
 */
public record MarkovAttribution(
        double conversionProbability, List<Transition> transitions, SortedMap<String, MarkovCredit> credits) {
    public MarkovAttribution {
        transitions = List.copyOf(transitions);
        credits = Collections.unmodifiableSortedMap(credits);
    }
}
