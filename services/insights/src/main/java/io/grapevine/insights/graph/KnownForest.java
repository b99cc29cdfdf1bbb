package io.grapevine.insights.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Forests whose figures are known in closed form or published, to check and to measure with. Each is one tree. */
public sealed interface KnownForest {

    ReferralForest grow();

    /** Everybody was brought by the first. */
    record Star(int n) implements KnownForest {
        @Override
        public ReferralForest grow() {
            return numbered(n, person -> 0);
        }
    }

    /** Everybody brought the next. */
    record Chain(int n) implements KnownForest {
        @Override
        public ReferralForest grow() {
            return numbered(n, person -> person - 1);
        }
    }

    /** Everybody brought k, in the order of a heap. */
    record KaryHeap(int n, int k) implements KnownForest {
        @Override
        public ReferralForest grow() {
            return numbered(n, person -> (person - 1) / k);
        }
    }

    /** 2^k people; the advocate of a number is the number without its lowest bit. */
    record BinomialTree(int k) implements KnownForest {
        @Override
        public ReferralForest grow() {
            return numbered(1 << k, person -> person & (person - 1));
        }
    }

    /** A chain each of whose people also brought {@code legs} who brought nobody. */
    record Caterpillar(int spine, int legs) implements KnownForest {
        @Override
        public ReferralForest grow() {
            return numbered(
                    Math.multiplyExact(spine, legs + 1),
                    person -> person < spine ? person - 1 : (person - spine) / legs);
        }
    }

    /** People are numbered from 1; the advocate of a number is its largest proper divisor. */
    record LargestProperDivisor(int n) implements KnownForest {
        @Override
        public ReferralForest grow() {
            var smallestFactor = IntStream.rangeClosed(0, n).toArray();
            for (var i = 2; (long) i * i <= n; i++)
                if (smallestFactor[i] == i)
                    for (var multiple = i * i; multiple <= n && multiple > 0; multiple += i)
                        if (smallestFactor[multiple] == multiple) smallestFactor[multiple] = i;
            var parents = parents(n, person -> (person + 1) / smallestFactor[person + 1] - 1);
            return ReferralForest.ofParents(parents, 1);
        }
    }

    /** A random recursive tree: each was brought by one of those before, drawn with SplitMix64. */
    record RandomRecursive(int n, long seed) implements KnownForest {
        private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

        @Override
        public ReferralForest grow() {
            return numbered(n, person -> (int) Long.remainderUnsigned(mix(seed + person * GOLDEN_GAMMA), person));
        }

        private static long mix(long state) {
            var z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }

    private static ReferralForest numbered(int n, IntUnaryOperator parent) {
        return ReferralForest.ofParents(parents(n, parent), 0);
    }

    private static int[] parents(int n, IntUnaryOperator parent) {
        var parents = new int[n];
        Arrays.setAll(parents, person -> person == 0 ? -1 : parent.applyAsInt(person));
        return parents;
    }
}
