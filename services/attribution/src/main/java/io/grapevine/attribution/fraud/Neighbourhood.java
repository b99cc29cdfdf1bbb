package io.grapevine.attribution.fraud;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.grapevine.attribution.journey.CodePoints;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known around some conversions: everything that screening looks at beside them. Bounded by how many people an identifier may
 * have before it says nothing, and by how many make a crowd.
 *
 * @param ofPerson what each person showed
 * @param sharers who else showed the same; nobody for what too many showed
 * @param crowds who else first showed the same shortly before each person did
 * @param advocateOf who brought whom
 * @param arrivals whom each advocate brought shortly before; kept latest first
 */
public record Neighbourhood(
        Map<String, List<Sighting>> ofPerson,
        Map<Identifier, List<Sighting>> sharers,
        Map<Identifier, List<Sighting>> crowds,
        Map<String, String> advocateOf,
        Map<String, List<Arrival>> arrivals) {

    /** An identifier that more people show belongs to nobody: the tablet in a shop, the card of an agency. */
    public static final int MOST_SHARERS = 60;

    /** How many steps apart in the referral graph people may stand who make a ring. */
    public static final int FARTHEST = 50;

    public static final Neighbourhood NONE = new Neighbourhood(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public Neighbourhood {
        ofPerson = Map.copyOf(ofPerson);
        sharers = Map.copyOf(sharers);
        crowds = Map.copyOf(crowds);
        advocateOf = Map.copyOf(advocateOf);
        arrivals = arrivals.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .sorted(Arrival.IN_TIME.reversed())
                                .toList()));
    }

    /** Where nobody else is looked at: what some people showed themselves. */
    public static Neighbourhood of(Collection<Sighting> sightings) {
        return new Neighbourhood(
                sightings.stream().collect(groupingBy(Sighting::person)), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /**
     * Somebody whom an advocate brought.
     *
     * @param visit from the click to the sign-up; null where no click brought them
     */
    public record Arrival(
            String customer, Instant at, @Nullable Duration visit) {

        static final Comparator<Arrival> IN_TIME =
                Comparator.comparing(Arrival::at).thenComparing(Arrival::customer, CodePoints.ORDER);
    }

    Stream<Sighting> shownBy(Collection<String> people) {
        return people.stream().flatMap(person -> ofPerson.getOrDefault(person, List.of()).stream());
    }

    /** Everybody else who showed it, unless so many did that it says nothing. */
    Stream<Sighting> sharersOf(Identifier identifier) {
        return sharers.getOrDefault(identifier, List.of()).stream();
    }
}
