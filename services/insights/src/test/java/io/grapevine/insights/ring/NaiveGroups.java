package io.grapevine.insights.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Dense groups as they are defined, by sets and without any index. */
final class NaiveGroups {

    private final boolean[][] tied;

    private NaiveGroups(boolean[][] tied) {
        this.tied = tied;
    }

    static Set<Set<Integer>> of(boolean[][] tied) {
        var everybody = new TreeSet<Integer>();
        for (var person = 0; person < tied.length; person++) everybody.add(person);
        return new NaiveGroups(tied).groups(everybody);
    }

    private Set<Set<Integer>> groups(SortedSet<Integer> people) {
        var left = new TreeSet<>(people);
        var groups = new HashSet<Set<Integer>>();
        while (true) {
            var parts = webs(left).stream()
                    .map(this::peel)
                    .filter(part -> !part.isEmpty())
                    .map(TreeSet::new)
                    .sorted(Comparator.comparingInt((TreeSet<Integer> part) -> surplus(part))
                            .reversed()
                            .thenComparing(
                                    part -> part.stream().mapToInt(i -> i).toArray(), Arrays::compare))
                    .toList();
            if (parts.isEmpty()) return groups;
            for (var part : parts)
                if (left.containsAll(part)) {
                    groups.add(part);
                    left.removeAll(part);
                }
        }
    }

    /** By triangles: those with two people in common are of one web. */
    private Set<SortedSet<Integer>> webs(SortedSet<Integer> people) {
        var webs = new HashSet<SortedSet<Integer>>();
        var triangles = triangles(people);
        while (!triangles.isEmpty()) {
            var web = new ArrayList<>(List.of(triangles.removeLast()));
            while (triangles.removeIf(each -> web.stream().anyMatch(one -> haveTwo(one, each)) && web.add(each))) {}
            var members = new TreeSet<Integer>();
            web.forEach(members::addAll);
            webs.add(members);
        }
        return webs;
    }

    private List<Set<Integer>> triangles(SortedSet<Integer> people) {
        var triangles = new ArrayList<Set<Integer>>();
        for (var one : people)
            for (var two : people.headSet(one))
                for (var three : people.headSet(two))
                    if (tied[one][two] && tied[one][three] && tied[two][three]) triangles.add(Set.of(one, two, three));
        return triangles;
    }

    private static boolean haveTwo(Set<Integer> one, Set<Integer> other) {
        return one.stream().filter(other::contains).count() == 2;
    }

    private Set<Integer> peel(SortedSet<Integer> web) {
        var left = new TreeSet<>(web);
        Set<Integer> best = Set.of();
        while (!left.isEmpty()) {
            var fewest = left.stream().mapToInt(one -> ties(one, left)).min().orElseThrow();
            if (fewest >= 2 && surplus(left) > surplus(best)) best = Set.copyOf(left);
            left.remove(left.stream()
                    .filter(one -> ties(one, left) == fewest)
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
        }
        return best;
    }

    int ties(int one, Set<Integer> people) {
        return (int) people.stream().filter(other -> tied[one][other]).count();
    }

    int surplus(Set<Integer> people) {
        var ties = people.stream().mapToInt(one -> ties(one, people)).sum() / 2;
        return 2 * ties - people.size() * (people.size() - 1) / 2;
    }

    /** The largest surplus of any set at all. */
    static int largestSurplus(boolean[][] tied) {
        var naive = new NaiveGroups(tied);
        var best = 0;
        for (var bits = 0; bits < 1 << tied.length; bits++) {
            var set = new HashSet<Integer>();
            for (var person = 0; person < tied.length; person++) if ((bits & 1 << person) != 0) set.add(person);
            best = Math.max(best, naive.surplus(set));
        }
        return best;
    }

    static int surplus(boolean[][] tied, Set<Integer> people) {
        return new NaiveGroups(tied).surplus(people);
    }
}
