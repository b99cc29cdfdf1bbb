package io.grapevine.insights.graph;

import java.util.Arrays;

/**
 * A forest laid out breadth first: whoever is brought by one person, and whoever is below one person in one generation, stands side by
 * side. So the next generation of any run of neighbours is again such a run, found in two look-ups, however many people are in it.
 */
final class ForestLayout {

    static final ForestLayout EMPTY = new ForestLayout(new int[0], new int[0], new int[] {0}, 0, 0);

    private final int[] places;
    private final int[] people;
    private final int[] firstFriend;
    private final int roots;
    private final int numbered;

    private ForestLayout(int[] places, int[] people, int[] firstFriend, int roots, int numbered) {
        this.places = places;
        this.people = people;
        this.firstFriend = firstFriend;
        this.roots = roots;
        this.numbered = numbered;
    }

    /**
     * @param placements of each person, an advocate's number, {@link LiveForest#ROOT} or {@link LiveForest#GONE}, without a cycle
     * @param numbered how many of them are people
     * @param at friends of one advocate stand in this order, then in that of their numbers
     */
    static ForestLayout of(int[] placements, int numbered, long[] at) {
        var firstOf = new int[numbered + 1];
        for (var person = 0; person < numbered; person++)
            if (placements[person] >= 0) firstOf[placements[person] + 1]++;
        for (var person = 0; person < numbered; person++) firstOf[person + 1] += firstOf[person];
        var friends = friends(placements, numbered, firstOf);
        var people = new int[numbered];
        var count = 0;
        for (var person = 0; person < numbered; person++)
            if (placements[person] == LiveForest.ROOT) people[count++] = person;
        var roots = count;
        var firstFriend = new int[numbered + 1];
        for (var place = 0; place < count; place++) {
            firstFriend[place] = count;
            var person = people[place];
            var from = firstOf[person];
            var many = firstOf[person + 1] - from;
            if (many == 0) continue;
            inOrder(friends, from, from + many, at);
            System.arraycopy(friends, from, people, count, many);
            count += many;
        }
        firstFriend[count] = count;
        var places = new int[numbered];
        Arrays.fill(places, PersonBook.UNKNOWN);
        for (var place = 0; place < count; place++) places[people[place]] = place;
        return count == numbered
                ? new ForestLayout(places, people, firstFriend, roots, numbered)
                : new ForestLayout(
                        places, Arrays.copyOf(people, count), Arrays.copyOf(firstFriend, count + 1), roots, numbered);
    }

    /** People who have a place. */
    int size() {
        return people.length;
    }

    /** People who were numbered when this was laid out, with a place or without. */
    int numbered() {
        return numbered;
    }

    /** The roots have the places before this one. */
    int roots() {
        return roots;
    }

    /** {@link PersonBook#UNKNOWN} for whoever came later or was no person. */
    int placeOf(int person) {
        return person < numbered ? places[person] : PersonBook.UNKNOWN;
    }

    int personAt(int place) {
        return people[place];
    }

    /** Where the friends of whoever stands here begin; those of the next one begin where they end. */
    int firstFriend(int place) {
        return firstFriend[place];
    }

    long bytes() {
        return 4L * (places.length + people.length + firstFriend.length);
    }

    private static int[] friends(int[] placements, int numbered, int[] firstOf) {
        var friends = new int[firstOf[numbered]];
        var next = Arrays.copyOf(firstOf, numbered);
        for (var person = 0; person < numbered; person++)
            if (placements[person] >= 0) friends[next[placements[person]]++] = person;
        return friends;
    }

    /** Mostly they are in order already, since people are numbered as they come. */
    private static void inOrder(int[] friends, int from, int to, long[] at) {
        for (var i = from + 1; i < to; i++)
            if (at[friends[i]] < at[friends[i - 1]]) {
                sort(friends, from, to, at);
                return;
            }
    }

    private static void sort(int[] friends, int from, int to, long[] at) {
        var sorted = Arrays.stream(friends, from, to)
                .boxed()
                .sorted((a, b) -> at[a] == at[b] ? Integer.compare(a, b) : Long.compare(at[a], at[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, friends, from, sorted.length);
    }
}
