package io.grapevine.insights.ring;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import io.grapevine.insights.graph.PersonIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dense groups of people of whom somebody came by another's link; those who only share things are families and offices, which
 * are no concern of a program's. The worst are those with most people who came by one another, for that is what is paid for; of equal ones
 * the denser, then the larger, then the one with the smallest id.
 */
public final class RingSearch {

    private static final int NONE = -1;

    private final Acquaintance acquaintance;
    private final TieGraph ties;
    private final int[] groupOf;
    private final int[] ledBy;
    private final int mostPeople;

    private RingSearch(Acquaintance acquaintance, int mostPeople) {
        this.acquaintance = acquaintance;
        this.ties = acquaintance.ties();
        this.groupOf = new int[ties.people()];
        this.ledBy = new int[ties.people()];
        this.mostPeople = mostPeople;
    }

    /**
     * The rings of a program.
     *
     * @param most how many are told of
     * @param mostPeople how many of each are listed
     */
    public static FoundRings find(String programKey, Findings findings, int most, int mostPeople) {
        return new RingSearch(findings.conclude(), mostPeople).find(programKey, most);
    }

    private FoundRings find(String programKey, int most) {
        var groups = DenseGroups.of(ties);
        Arrays.fill(groupOf, NONE);
        for (var group = 0; group < groups.size(); group++)
            for (var person : groups.get(group)) groupOf[person] = group;
        lead();
        var circles = groups.stream()
                .map(this::circle)
                .filter(circle -> circle.brought > 0)
                .sorted(WORST_FIRST)
                .toList();
        var listed = circles.subList(0, Math.min(most, circles.size()));
        var people = circles.stream().mapToInt(circle -> circle.people.length).sum();
        return new FoundRings(new Rings(programKey, people, circles.size(), told(listed)), ids(listed));
    }

    /** Who came by somebody of their own group; pairs come in the order of ids, so the first is the smallest. */
    private void lead() {
        Arrays.fill(ledBy, NONE);
        for (var pair : acquaintance.led()) {
            var friend = Acquaintance.friend(pair);
            var advocate = Acquaintance.advocate(pair);
            if (groupOf[friend] != NONE && groupOf[friend] == groupOf[advocate] && ledBy[friend] == NONE)
                ledBy[friend] = advocate;
        }
    }

    /** A group and what it is ranked by. */
    private record Circle(int[] people, int ties, int leastTies, long points, int brought) {
        /** By fractions, which no rounding makes equal. */
        int compareDensity(Circle other) {
            return Long.compare(points * other.people.length, other.points * people.length);
        }
    }

    private static final Comparator<Circle> WORST_FIRST = Comparator.comparingInt(Circle::brought)
            .thenComparing(Circle::compareDensity)
            .thenComparingInt(circle -> circle.people.length)
            .reversed()
            .thenComparingInt(circle -> circle.people[0]);

    private Circle circle(int[] people) {
        var twice = 0;
        var points = 0L;
        var least = Integer.MAX_VALUE;
        for (var person : people) {
            var own = 0;
            for (var i = ties.first(person); i < ties.first(person + 1); i++)
                if (groupOf[ties.neighbour(i)] == groupOf[person]) {
                    own++;
                    points += Trait.points(ties.traits(i));
                }
            twice += own;
            least = Math.min(least, own);
        }
        return new Circle(people, twice / 2, least, points / 2, (int)
                Arrays.stream(people).filter(person -> ledBy[person] != NONE).count());
    }

    private List<Ring> told(List<Circle> circles) {
        var proofs = proofs(circles);
        var rings = new ArrayList<Ring>();
        for (var i = 0; i < circles.size(); i++) {
            var circle = circles.get(i);
            rings.add(new Ring(
                    circle.people.length,
                    circle.ties,
                    circle.leastTies,
                    (double) circle.points / circle.people.length,
                    around(circle),
                    circle.brought,
                    proofs.get(i),
                    people(circle),
                    circle.people.length > mostPeople,
                    List.of(),
                    List.of()));
        }
        return rings;
    }

    private int around(Circle circle) {
        return (int) Arrays.stream(circle.people)
                .flatMap(person -> IntStream.range(ties.first(person), ties.first(person + 1))
                        .map(ties::neighbour)
                        .filter(other -> groupOf[other] != groupOf[person]))
                .distinct()
                .count();
    }

    private List<Ring.Person> people(Circle circle) {
        return Arrays.stream(circle.people)
                .mapToObj(person -> new Ring.Person(id(person), tiesWithin(person), leader(person)))
                .sorted(Comparator.comparingInt(Ring.Person::ties)
                        .reversed()
                        .thenComparing(Ring.Person::externalId, PersonIds.BY_CODE_POINT))
                .limit(mostPeople)
                .toList();
    }

    private @Nullable String leader(int person) {
        return ledBy[person] == NONE ? null : id(ledBy[person]);
    }

    private int tiesWithin(int person) {
        return (int) IntStream.range(ties.first(person), ties.first(person + 1))
                .filter(i -> groupOf[ties.neighbour(i)] == groupOf[person])
                .count();
    }

    /** What the people of each circle have in common, by kind. */
    private List<List<Ring.Proof>> proofs(List<Circle> circles) {
        var tallies = new HashMap<Integer, Tally>();
        for (var circle : circles) tallies.put(groupOf[circle.people[0]], new Tally());
        for (var thing : acquaintance.things())
            Arrays.stream(thing.people())
                    .filter(person -> tallies.containsKey(groupOf[person]))
                    .boxed()
                    .collect(groupingBy(person -> groupOf[person]))
                    .forEach((group, people) -> {
                        if (people.size() > 1)
                            requireNonNull(tallies.get(group)).add(thing.trait(), people);
                    });
        return circles.stream()
                .map(circle -> {
                    var tally = requireNonNull(tallies.get(groupOf[circle.people[0]]));
                    countLinks(circle, tally);
                    return tally.proofs();
                })
                .toList();
    }

    private void countLinks(Circle circle, Tally tally) {
        for (var person : circle.people)
            for (var i = ties.first(person); i < ties.first(person + 1); i++) {
                var other = ties.neighbour(i);
                if (person < other && groupOf[other] == groupOf[person] && Trait.LINKS.isIn(ties.traits(i)))
                    tally.add(Trait.LINKS, List.of(person, other));
            }
    }

    private List<List<String>> ids(List<Circle> circles) {
        var idsOf = new HashMap<Integer, List<String>>();
        for (var circle : circles) for (var person : circle.people) idsOf.put(person, new ArrayList<>());
        for (var id = 0; id < acquaintance.people().length; id++) {
            var own = idsOf.get(acquaintance.people()[id]);
            if (own != null) own.add(id(id));
        }
        return circles.stream()
                .map(circle -> Arrays.stream(circle.people)
                        .boxed()
                        .flatMap(person -> idsOf.getOrDefault(person, List.of()).stream())
                        .toList())
                .toList();
    }

    private String id(int person) {
        return acquaintance.ids().get(person);
    }
}
