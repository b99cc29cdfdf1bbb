package io.grapevine.attribution.channel;

import io.grapevine.attribution.journey.CodePoints;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts how journeys go on from channel to channel, and credits channels by their removal effects (decision-spec S4). Journeys
 * are forgotten once counted; the order in which they come plays no part.
 */
public final class MarkovChain {

    /** Cells grow by the square of the channels and the work by their cube: this many take some 20 MB and seconds. */
    public static final int MOST_CHANNELS = 1000;

    private static final int START = 0;
    private static final int CONVERSION = 1;
    private static final int NULL = 2;
    private static final int FIRST_CHANNEL = 3;
    private static final int CELLS_AT_FIRST = 16;

    private final Map<String, Integer> indices = new HashMap<>();
    private long[][] counts = new long[CELLS_AT_FIRST][CELLS_AT_FIRST];
    private long conversions;
    private BigDecimal value = BigDecimal.ZERO;

    /** Adds journeys; a repeated visit of the same channel in a row is one. */
    public void add(JourneyGroup group) {
        var journeys = Math.addExact(group.conversions(), group.nulls());
        var at = START;
        for (var channel : group.channels()) {
            var next = indexOf(channel);
            if (next != at) count(at, next, journeys);
            at = next;
        }
        count(at, CONVERSION, group.conversions());
        count(at, NULL, group.nulls());
        conversions = Math.addExact(conversions, group.conversions());
        value = value.add(group.value());
    }

    /** Solves the chain of all that was added; it can be added to afterwards. */
    public MarkovAttribution solve() {
        var channels = indices.keySet().stream().sorted(CodePoints.ORDER).toList();
        var removed = new AbsorbingChain(probabilities(channels)).removals();
        var sum = Arrays.stream(removed.effects()).sum();
        var credits = new TreeMap<String, MarkovCredit>(CodePoints.ORDER);
        for (var i = 0; i < channels.size(); i++) {
            var effect = removed.effects()[i];
            var share = sum == 0 ? 0 : effect / sum;
            credits.put(
                    channels.get(i), new MarkovCredit(effect, share, share * conversions, share * value.doubleValue()));
        }
        return new MarkovAttribution(removed.conversionProbability(), transitions(), credits);
    }

    private int indexOf(String channel) {
        var known = indices.get(channel);
        if (known != null) return known;
        if (indices.size() == MOST_CHANNELS)
            throw new IllegalArgumentException(
                    "too many channels: " + channel + " would be one more than " + MOST_CHANNELS);
        var index = FIRST_CHANNEL + indices.size();
        indices.put(channel, index);
        if (index == counts.length) grow();
        return index;
    }

    private void grow() {
        var size = 2 * counts.length;
        var grown = Arrays.copyOf(counts, size);
        for (var row = 0; row < size; row++)
            grown[row] = row < counts.length ? Arrays.copyOf(counts[row], size) : new long[size];
        counts = grown;
    }

    private void count(int from, int to, long journeys) {
        counts[from][to] = Math.addExact(counts[from][to], journeys);
    }

    /** As {@link AbsorbingChain} wants it: rows start and channels, columns conversion, channels and null. */
    private double[][] probabilities(List<String> channels) {
        var inOrder = channels.stream().mapToInt(indices::get).toArray();
        var rows = new double[channels.size() + 1][];
        rows[0] = row(START, inOrder);
        for (var i = 0; i < inOrder.length; i++) rows[i + 1] = row(inOrder[i], inOrder);
        return rows;
    }

    private double[] row(int from, int[] inOrder) {
        var going = going(from);
        var row = new double[inOrder.length + 2];
        row[0] = part(counts[from][CONVERSION], going);
        for (var i = 0; i < inOrder.length; i++) row[i + 1] = part(counts[from][inOrder[i]], going);
        row[inOrder.length + 1] = part(counts[from][NULL], going);
        return row;
    }

    private long going(int from) {
        return Arrays.stream(counts[from]).reduce(0, Math::addExact);
    }

    /** A channel that no journey went through (of none converted, none lost) goes nowhere. */
    private static double part(long count, long going) {
        return count == 0 ? 0 : count / (double) going;
    }

    private List<Transition> transitions() {
        var states = new TreeMap<Integer, State>(
                Map.of(START, new State.Start(), CONVERSION, new State.Conversion(), NULL, new State.Null()));
        indices.forEach((channel, index) -> states.put(index, new State.Channel(channel)));
        var transitions = new ArrayList<Transition>();
        states.forEach((from, source) -> {
            var going = going(from);
            states.forEach((to, target) -> {
                if (counts[from][to] > 0)
                    transitions.add(new Transition(source, target, part(counts[from][to], going)));
            });
        });
        return transitions;
    }
}
