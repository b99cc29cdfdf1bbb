package io.grapevine.insights.ring;

import java.util.Arrays;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The densest part of a web of ties: where most ties are left over once half of all pairs is taken off, an optimal quasi-clique (Tsourakakis,
 * Bonchi, Gionis, Gullo, Tsiarli, "Denser than the Densest Subgraph", 2013, who take off a third; half can be said in words). Ties per
 * person (Charikar 2000) were turned down: by them two groups with one tie between are denser than either.
 *
 * <p>Found as there, by taking away whoever has the fewest ties left, of several the one of the highest number, and choosing the best of
 * what was left in between, of equals the largest; the exact optimum is not to be had in time. Everybody in it is tied to at least two
 * others of it, and more than half of its pairs are tied.
 */
final class DensestPart {

    private static final int LEAST_TIES = 2;
    /** One tie makes up for so many pairs. */
    private static final int PAIRS_A_TIE = 2;

    private static final int HALF = 32;

    private final TieGraph graph;
    private final int[] setOf;
    private final int[] ties;

    /** @param setOf whoever is of one set with somebody of the web is of the web */
    DensestPart(TieGraph graph, int[] setOf) {
        this.graph = graph;
        this.setOf = setOf;
        this.ties = new int[graph.people()];
    }

    /**
     * A part of a web.
     *
     * @param people in ascending order
     * @param surplus twice the ties that are left over once half of all pairs is taken off
     */
    record Part(int[] people, long surplus) {}

    /** Empty if no part of it is so dense. */
    Optional<Part> of(int[] web) {
        var queue = new PriorityQueue<Long>(web.length);
        var left = 0L;
        for (var person : web) {
            ties[person] = count(person);
            left += ties[person];
            queue.add(entry(person));
        }
        left /= 2;
        var gone = new int[web.length];
        var goneBefore = 0;
        var best = 0L;
        for (var count = 0; count < web.length; count++) {
            var person = fewest(queue);
            var people = web.length - count;
            var surplus = PAIRS_A_TIE * left - (long) people * (people - 1) / 2;
            if (ties[person] >= LEAST_TIES && surplus > best) {
                best = surplus;
                goneBefore = count;
            }
            gone[count] = person;
            left -= ties[person];
            leave(person, queue);
        }
        if (best == 0) return Optional.empty();
        var part = Arrays.copyOfRange(gone, goneBefore, gone.length);
        Arrays.sort(part);
        return Optional.of(new Part(part, best));
    }

    private int count(int person) {
        var count = 0;
        for (var i = graph.first(person); i < graph.first(person + 1); i++)
            if (setOf[graph.neighbour(i)] == setOf[person]) count++;
        return count;
    }

    /** Those who lost a tie have a new entry each; their old ones are passed over. */
    private int fewest(PriorityQueue<Long> queue) {
        while (true) {
            var entry = queue.remove();
            var person = Integer.MAX_VALUE - (int) (long) entry;
            if (ties[person] == (int) (entry >>> HALF)) return person;
        }
    }

    private void leave(int person, PriorityQueue<Long> queue) {
        ties[person] = -1;
        for (var i = graph.first(person); i < graph.first(person + 1); i++) {
            var other = graph.neighbour(i);
            if (setOf[other] != setOf[person] || ties[other] < 0) continue;
            ties[other]--;
            queue.add(entry(other));
        }
    }

    private long entry(int person) {
        return (long) ties[person] << HALF | Integer.MAX_VALUE - person;
    }
}
