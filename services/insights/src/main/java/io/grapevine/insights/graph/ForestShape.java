package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** What takes a walk over everybody to say of a forest: its largest trees, who spreads most, how many friends people bring and how soon. */
public final class ForestShape {

    private final ForestLayout layout;
    private final long[] at;
    private final PersonBook book;
    private final int number;

    ForestShape(ForestLayout layout, long[] at, PersonBook book, int number) {
        this.layout = layout;
        this.at = at;
        this.book = book;
        this.number = number;
    }

    /** Counts the layouts of the forest: whatever is said of shapes of one number is the same. */
    public int number() {
        return number;
    }

    public int people() {
        return layout.size();
    }

    /** The trees with the most people, the largest first, of equal ones that with the smallest root id. */
    public List<TreeStats> largestTrees(int most) {
        var sizes = sizes();
        var roots = new TopPlaces(most, place -> sizes[place]);
        for (var root = 0; root < layout.roots(); root++) roots.offer(root);
        var chosen = roots.descending();
        var sums = wiener(chosen, sizes);
        var trees = new ArrayList<TreeStats>();
        for (var i = 0; i < chosen.size(); i++)
            trees.add(new TreeStats(id(chosen.get(i)), sizes[chosen.get(i)], sums[i].total()));
        return trees;
    }

    /** Who brought the most friends, most first, then by id; nobody who brought none. */
    public List<Spreader> spreaders(int most) {
        var sizes = sizes();
        var top = new TopPlaces(most, this::friends);
        for (var place = 0; place < layout.size(); place++) if (friends(place) > 0) top.offer(place);
        return top.descending().stream()
                .map(place -> new Spreader(id(place), friends(place), sizes[place] - 1))
                .toList();
    }

    /** Somebody who brought many. */
    public record Spreader(String externalId, int friends, int descendants) {}

    /** How many people brought how many friends, none included. */
    public TreeMap<Integer, Integer> offspring() {
        var widest = 0;
        for (var place = 0; place < layout.size(); place++) widest = Math.max(widest, friends(place));
        var counts = new int[widest + 1];
        for (var place = 0; place < layout.size(); place++) counts[friends(place)]++;
        var offspring = new TreeMap<Integer, Integer>();
        for (var friends = 0; friends <= widest; friends++)
            if (counts[friends] > 0) offspring.put(friends, counts[friends]);
        return offspring;
    }

    /** Everybody who came in this span of milliseconds, and the friends they have brought by now. */
    public LoopWalk loop(long from, long to, LoopWalk.Cohort cohort) {
        return new LoopWalk(layout, at, from, to, cohort);
    }

    /** How many came at this moment or later. */
    public int cameSince(long millis) {
        var count = 0;
        for (var place = 0; place < layout.size(); place++) if (at[layout.personAt(place)] >= millis) count++;
        return count;
    }

    private int friends(int place) {
        return layout.firstFriend(place + 1) - layout.firstFriend(place);
    }

    private String id(int place) {
        return book.id(layout.personAt(place));
    }

    /** People at and below each place, summed from the last generation up. */
    private int[] sizes() {
        var sizes = new int[layout.size()];
        for (var place = sizes.length - 1; place >= 0; place--) {
            sizes[place] = 1;
            for (var friend = layout.firstFriend(place); friend < layout.firstFriend(place + 1); friend++)
                sizes[place] += sizes[friend];
        }
        return sizes;
    }

    /** Every edge with s people below it is on the path of s (n - s) pairs; only of the trees asked for. */
    private PairSum[] wiener(List<Integer> roots, int[] sizes) {
        var sums = new PairSum[roots.size()];
        var trees = new int[layout.size()]; // 0 = of no tree that was asked for
        for (var i = 0; i < sums.length; i++) {
            sums[i] = new PairSum();
            trees[roots.get(i)] = i + 1;
        }
        for (var place = 0; place < layout.size(); place++) {
            var tree = trees[place];
            if (tree == 0) continue;
            var n = sizes[roots.get(tree - 1)];
            for (var friend = layout.firstFriend(place); friend < layout.firstFriend(place + 1); friend++) {
                trees[friend] = tree;
                sums[tree - 1].add((long) sizes[friend] * (n - sizes[friend]));
            }
        }
        return sums;
    }

    /** The places of most weight, kept while all are looked at. */
    private final class TopPlaces {

        private final int most;
        private final IntUnaryOperator weight;
        private final Comparator<Integer> lightestFirst;
        private final PriorityQueue<Integer> top;

        TopPlaces(int most, IntUnaryOperator weight) {
            this.most = most;
            this.weight = weight;
            this.lightestFirst = Comparator.<Integer>comparingInt(weight::applyAsInt)
                    .thenComparing(ForestShape.this::id, PersonIds.BY_CODE_POINT.reversed());
            this.top = new PriorityQueue<>(most, lightestFirst);
        }

        void offer(int place) {
            if (top.size() < most) {
                top.add(place);
                return;
            }
            var least = top.element();
            if (weight.applyAsInt(place) < weight.applyAsInt(least) || lightestFirst.compare(place, least) < 0) return;
            top.remove();
            top.add(place);
        }

        List<Integer> descending() {
            return top.stream().sorted(lightestFirst.reversed()).toList();
        }
    }
}
