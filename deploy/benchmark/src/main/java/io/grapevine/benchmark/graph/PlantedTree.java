package io.grapevine.benchmark.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One tree of numbered people, planted by a formula that PostgreSQL and this class reckon alike: about ten friends to an advocate, some
 * none, some dozens; the advocate's number is always the smaller one.
 *
 * @param advocates by person; -1 for the root, who is 0
 */
public record PlantedTree(int[] advocates) {

    /** The advocate of {@code i}, for whoever is not the root: between half and all of a tenth of their own number. */
    public static final String ADVOCATE_IN_SQL = "((i - 1) / 10) * (1048576 + ((i * 2654435761) % 1048576)) / 2097152";

    private static final long SCATTER = 2_654_435_761L;
    private static final long STEPS = 1_048_576;
    private static final int FRIENDS = 10;

    public static PlantedTree of(int people) {
        return new PlantedTree(
                IntStream.range(0, people).map(i -> i == 0 ? -1 : advocateOf(i)).toArray());
    }

    public static int advocateOf(long i) {
        return (int) ((i - 1) / FRIENDS * (STEPS + i * SCATTER % STEPS) / (2 * STEPS));
    }

    public int people() {
        return advocates.length;
    }

    /** Up to {@code most} people, spread over the tree, below whom at least {@code atLeast} stand within three generations. */
    public List<Integer> withThreeGenerationsOf(int atLeast, int most) {
        var within = friends(); // one generation; then two, then three
        var one = within;
        for (int generation = 2; generation <= 3; generation++) within = plusFriends(one, within);
        var three = within;
        var found = IntStream.range(0, people())
                .filter(person -> three[person] >= atLeast)
                .toArray();
        int step = Math.max(1, found.length / most);
        return IntStream.range(0, Math.min(most, found.length))
                .map(i -> found[i * step])
                .boxed()
                .toList();
    }

    /** Whoever has the number of people below that comes nearest. */
    public int withDescendants(int number) {
        var below = new int[people()];
        for (int person = people() - 1; person > 0; person--) below[advocates[person]] += below[person] + 1;
        int nearest = 0;
        for (int person = 0; person < people(); person++)
            if (Math.abs(below[person] - number) < Math.abs(below[nearest] - number)) nearest = person;
        return nearest;
    }

    private int[] friends() {
        var friends = new int[people()];
        for (int person = 1; person < people(); person++) friends[advocates[person]]++;
        return friends;
    }

    private int[] plusFriends(int[] one, int[] within) {
        var deeper = one.clone();
        for (int person = 1; person < people(); person++) deeper[advocates[person]] += within[person];
        return deeper;
    }
}
