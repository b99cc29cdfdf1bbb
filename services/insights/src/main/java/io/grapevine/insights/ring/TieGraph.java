package io.grapevine.insights.ring;

import java.util.Arrays;

/**
 * People, by number, and who is tied to whom by which traits: neighbours of one person lie side by side, so that ten million ties take 100 MB.
 * Traits that tie nobody alone count where others tie.
 */
final class TieGraph {

    private final int[] first;
    private final int[] neighbours;
    private final byte[] traits;

    private TieGraph(int[] first, int[] neighbours, byte[] traits) {
        this.first = first;
        this.neighbours = neighbours;
        this.traits = traits;
    }

    int people() {
        return first.length - 1;
    }

    /** The place of a person's first tie; those up to the first of the next person are theirs. */
    int first(int person) {
        return first[person];
    }

    int neighbour(int place) {
        return neighbours[place];
    }

    /** The set of traits in common. */
    int traits(int place) {
        return traits[place];
    }

    /** Pairs in any order, as often as they come. */
    static final class Builder {

        private static final int PERSON_BITS = 28;
        private static final int TRAIT_BITS = 6;
        private static final int TRAITS = (1 << TRAIT_BITS) - 1;
        private static final int MOST_PEOPLE = 1 << PERSON_BITS;
        private static final int FIRST_SIZE = 1_024;

        private final int people;
        private long[] pairs = new long[FIRST_SIZE];
        private int count;

        Builder(int people) {
            if (people > MOST_PEOPLE) throw new IllegalArgumentException("too many people: " + people);
            this.people = people;
        }

        void add(int one, int other, Trait trait) {
            if (count == pairs.length) pairs = Arrays.copyOf(pairs, count + (count >> 1));
            pairs[count++] = pair(Math.min(one, other), Math.max(one, other)) | trait.bit();
        }

        private static long pair(int lower, int higher) {
            return ((long) lower << PERSON_BITS | higher) << TRAIT_BITS;
        }

        TieGraph build() {
            Arrays.sort(pairs, 0, count);
            var ties = merge();
            var first = new int[people + 1];
            for (var i = 0; i < ties; i++) {
                first[lower(pairs[i]) + 1]++;
                first[higher(pairs[i]) + 1]++;
            }
            for (var person = 0; person < people; person++) first[person + 1] += first[person];
            var free = first.clone();
            var neighbours = new int[2 * ties];
            var traits = new byte[2 * ties];
            for (var i = 0; i < ties; i++) {
                put(free[lower(pairs[i])]++, higher(pairs[i]), pairs[i], neighbours, traits);
                put(free[higher(pairs[i])]++, lower(pairs[i]), pairs[i], neighbours, traits);
            }
            return new TieGraph(first, neighbours, traits);
        }

        /** Each pair once, with all its traits; without those that tie nobody. */
        private int merge() {
            var ties = 0;
            for (var i = 0; i < count; ) {
                var pair = pairs[i] >>> TRAIT_BITS;
                var all = 0;
                for (; i < count && pairs[i] >>> TRAIT_BITS == pair; i++) all |= (int) pairs[i] & TRAITS;
                if (Trait.tie(all)) pairs[ties++] = pair << TRAIT_BITS | all;
            }
            return ties;
        }

        private static void put(int place, int neighbour, long pair, int[] neighbours, byte[] traits) {
            neighbours[place] = neighbour;
            traits[place] = (byte) (pair & TRAITS);
        }

        private static int lower(long pair) {
            return (int) (pair >>> TRAIT_BITS + PERSON_BITS);
        }

        private static int higher(long pair) {
            return (int) (pair >>> TRAIT_BITS) & MOST_PEOPLE - 1;
        }
    }
}
