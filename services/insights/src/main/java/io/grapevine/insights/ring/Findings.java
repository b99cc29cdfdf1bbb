package io.grapevine.insights.ring;

import io.grapevine.insights.graph.PersonIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of who shares what with whom, and who followed whose link, as it is read. People are numbered as they come; once all is
 * read, ids that are said to be one person's count as one.
 */
public final class Findings {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();
    private final List<Led> led = new ArrayList<>();
    private final List<int[]> same = new ArrayList<>();
    private long pairs;

    /** Something that these people showed, by number. */
    record Thing(Trait trait, int[] people) {}

    /** Somebody's link was followed, or code given, by whichever one of these it was. */
    record Led(int[] friends, int advocate) {}

    /** These people showed the same thing. */
    public void share(Trait trait, Collection<String> people) {
        things.add(new Thing(trait, numbers(people)));
        pairs += (long) people.size() * (people.size() - 1) / 2;
    }

    /**
     * Somebody followed the advocate's link, gave their code or was brought by them.
     *
     * @param friends who is told to have been in that browser: unless all are one person, nobody knows who it was
     */
    public void led(Collection<String> friends, String advocate) {
        led.add(new Led(numbers(friends), number(advocate)));
    }

    /** Two ids are one person's, who goes by the second. */
    public void same(String previousId, String customerId) {
        same.add(new int[] {number(previousId), number(customerId)});
    }

    /** How many pairs of people share things, a pair once for each thing. */
    public long pairs() {
        return pairs;
    }

    /** Puts together who is one person, and numbers everybody by their ids, so that no number depends on what was read first. */
    Acquaintance conclude() {
        var sorted = new ArrayList<>(ids);
        sorted.sort(PersonIds.BY_CODE_POINT);
        var byId = new int[ids.size()];
        for (var number = 0; number < byId.length; number++) byId[number(sorted.get(number))] = number;
        var standsFor = people();
        var people = new int[ids.size()]; // by the number as it was read
        var ofId = new int[ids.size()];
        for (var id = 0; id < people.length; id++) {
            people[id] = byId[standsFor[id]];
            ofId[byId[id]] = people[id];
        }
        var things = this.things.stream()
                .map(thing -> new Thing(thing.trait, distinct(thing.people, people)))
                .filter(thing -> thing.people.length > 1)
                .toList();
        var led = this.led.stream()
                .map(each -> new Led(distinct(each.friends, people), people[each.advocate]))
                .filter(each -> each.friends.length == 1 && each.friends[0] != each.advocate)
                .mapToLong(each -> Acquaintance.led(each.friends[0], each.advocate))
                .sorted()
                .distinct()
                .toArray();
        return new Acquaintance(List.copyOf(sorted), ofId, things, led);
    }

    /** By id, the number of the id that the person goes by: one that is said to be the later one and nowhere the earlier, the smallest of several. */
    private int[] people() {
        var groups = new Groups(ids.size());
        var earlier = new boolean[ids.size()];
        for (var pair : same) {
            groups.join(pair[0], pair[1]);
            earlier[pair[0]] = true;
        }
        var best = new int[ids.size()];
        Arrays.fill(best, -1);
        for (var id = 0; id < best.length; id++) {
            var group = groups.of(id);
            if (best[group] < 0 || isBetter(id, best[group], earlier)) best[group] = id;
        }
        var people = new int[ids.size()];
        for (var id = 0; id < people.length; id++) people[id] = best[groups.of(id)];
        return people;
    }

    private boolean isBetter(int id, int other, boolean[] earlier) {
        if (earlier[id] != earlier[other]) return earlier[other];
        return PersonIds.BY_CODE_POINT.compare(ids.get(id), ids.get(other)) < 0;
    }

    private static int[] distinct(int[] ids, int[] people) {
        return Arrays.stream(ids).map(id -> people[id]).sorted().distinct().toArray();
    }

    private int[] numbers(Collection<String> people) {
        return people.stream().mapToInt(this::number).toArray();
    }

    private int number(String id) {
        var known = numbers.putIfAbsent(id, ids.size());
        if (known != null) return known;
        ids.add(id);
        return ids.size() - 1;
    }
}
