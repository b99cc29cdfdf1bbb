package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.fraud.Identifier;
import io.grapevine.attribution.fraud.Neighbourhood;
import io.grapevine.attribution.fraud.Neighbourhood.Arrival;
import io.grapevine.attribution.fraud.Paces;
import io.grapevine.attribution.fraud.Sighting;
import io.grapevine.attribution.fraud.Suspect;
import io.grapevine.attribution.fraud.Trait;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Loads what is known around the conversions to be screened, in as many queries as their program asks questions. */
final class Neighbourhoods {

    private static final String OF_PEOPLE = """
            select theirs.* from unnest(cast(:people as text[])) as asked(person) cross join lateral \
            (select %s from sightings s where s.person = asked.person order by s.first_seen_at, s.trait, s.key, s.late_by_ms \
            limit %d offset 0) theirs""".formatted(SightingRow.COLUMNS, Sightings.MOST_SHOWN);

    private static final String SHARERS = """
            select others.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(trait text, key uuid) \
            cross join lateral (select %s from sightings s where s.trait = r.trait and s.key = r.key \
            limit %d offset 0) others""".formatted(SightingRow.COLUMNS, Neighbourhood.MOST_SHARERS + 1);

    private static final String CROWDS = """
            select distinct earlier.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(trait text, key uuid, person text, \
            since timestamptz, at timestamptz) cross join lateral (select %s from sightings s where s.trait = r.trait \
            and s.key = r.key and s.trait in ('DEVICE', 'NETWORK') and s.first_seen_at > r.since and (s.first_seen_at < r.at \
            or s.first_seen_at = r.at and s.person collate "C" < r.person collate "C") \
            order by s.first_seen_at desc, s.person collate "C" desc limit :most offset 0) earlier""".formatted(SightingRow.COLUMNS);

    private static final String ARRIVALS = """
            select distinct earlier.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(advocate text, customer text, \
            at timestamptz) cross join lateral (select b.* from binds b where b.program_key = :program \
            and b.advocate = r.advocate and (b.bound_at < r.at or b.bound_at = r.at \
            and b.customer_id collate "C" < r.customer collate "C") \
            order by b.bound_at desc, b.customer_id collate "C" desc limit :most offset 0) earlier""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record KeyRow(String trait, UUID key) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record CrowdRow(String trait, UUID key, String person, Instant since, Instant at) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record ArrivalRow(String advocate, String customer, Instant at) {}

    private final Mutiny.StatelessSession session;
    private final Program program;
    private final Persons persons;

    Neighbourhoods(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
        this.persons = new Persons(session, program);
    }

    /** As many of whom an advocate brought before somebody as any question about them looks at. */
    static int mostArrivals(Program program) {
        // Visits are compared among the last ones, whatever else brought people in between.
        return Math.max(Program.largestCrowd(List.of(program)), Paces.UNIFORM_VISITS);
    }

    /** What people and advocates showed, which self-referral is told by. */
    Uni<Neighbourhood> of(Collection<Suspect> suspects) {
        var people = new HashSet<String>();
        for (var suspect : suspects) {
            people.addAll(suspect.people());
            people.addAll(suspect.advocates());
        }
        return of(people).chain(shown -> {
            var known = Neighbourhood.of(shown);
            return program.looksForFraud()
                    ? withOthers(suspects, known)
                    : Uni.createFrom().item(known);
        });
    }

    /** Under whatever id they showed it. */
    private Uni<List<Sighting>> of(Set<String> people) {
        if (people.isEmpty()) return Uni.createFrom().item(List.of());
        return persons.allIdsOf(people)
                .chain(ids -> session.createNativeQuery(OF_PEOPLE, SightingRow.class)
                        .setParameter("people", ids.toArray(String[]::new))
                        .getResultList())
                .chain(this::inTime);
    }

    private Uni<Neighbourhood> withOthers(Collection<Suspect> suspects, Neighbourhood known) {
        var shown = shownBy(suspects, known);
        return sharers(shown)
                .chain(sharers -> of(persons(sharers))
                        .map(theirs -> merged(known, theirs))
                        .chain(ofPerson -> advocates(suspects, persons(sharers))
                                .chain(advocateOf -> crowds(shown)
                                        .chain(crowds -> arrivals(suspects)
                                                .map(arrivals -> new Neighbourhood(
                                                        ofPerson, sharers, crowds, advocateOf, arrivals))))));
    }

    private static Set<Sighting> shownBy(Collection<Suspect> suspects, Neighbourhood known) {
        var shown = new HashSet<Sighting>();
        for (var suspect : suspects)
            for (var person : suspect.people()) shown.addAll(known.ofPerson().getOrDefault(person, List.of()));
        return shown;
    }

    private Uni<Map<Identifier, List<Sighting>>> sharers(Set<Sighting> shown) {
        var keys = shown.stream()
                .map(Sighting::identifier)
                .filter(identifier -> Sightings.OF_FEW.contains(identifier.trait()))
                .distinct()
                .map(identifier -> new KeyRow(identifier.trait().name(), identifier.key()))
                .toList();
        return Rows.read(session, SHARERS, keys, SightingRow.class)
                .chain(this::inTime)
                .map(rows -> {
                    var sharers = new HashMap<>(rows.stream().collect(groupingBy(Sighting::identifier)));
                    sharers.values()
                            .removeIf(sharing -> sharing.size() < 2 || sharing.size() > Neighbourhood.MOST_SHARERS);
                    return sharers;
                });
    }

    private Uni<Map<Identifier, List<Sighting>>> crowds(Set<Sighting> shown) {
        var window = program.longestPace();
        var keys = shown.stream()
                .filter(seen -> seen.identifier().trait() == Trait.NETWORK
                        || seen.identifier().trait() == Trait.DEVICE)
                .map(seen -> new CrowdRow(
                        seen.identifier().trait().name(),
                        seen.identifier().key(),
                        seen.person(),
                        seen.firstSeenAt().minus(window),
                        seen.firstSeenAt()))
                .toList();
        if (keys.isEmpty()) return Uni.createFrom().item(Map.of());
        return bounded(CROWDS, SightingRow.class, keys)
                .getResultList()
                .chain(this::inTime)
                .map(rows -> rows.stream().collect(groupingBy(Sighting::identifier)));
    }

    private Uni<Map<String, List<Arrival>>> arrivals(Collection<Suspect> suspects) {
        var keys = suspects.stream()
                .filter(Suspect::isSignUp)
                .flatMap(suspect -> suspect.people().stream()
                        .flatMap(customer -> suspect.advocates().stream()
                                .map(advocate -> new ArrivalRow(advocate, customer, suspect.at()))))
                .toList();
        if (keys.isEmpty()) return Uni.createFrom().item(Map.of());
        return bounded(ARRIVALS, BindRow.class, keys)
                .setParameter("program", program.key())
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(row -> row.advocate, mapping(Neighbourhoods::arrival, toList()))));
    }

    private <T> Mutiny.SelectionQuery<T> bounded(String query, Class<T> row, Collection<?> keys) {
        return session.createNativeQuery(
                        query.replace("cast(:rows as jsonb)", "cast(cast(:rows as text) as jsonb)"), row)
                .setParameter("rows", Rows.json(keys))
                .setParameter("most", mostArrivals(program));
    }

    private static Arrival arrival(BindRow row) {
        var bind = row.toBind();
        return new Arrival(bind.customer(), bind.order().at(), visit(bind));
    }

    private static @Nullable Duration visit(Bind bind) {
        return bind.through().evidenceClass() == EvidenceClass.CODE
                ? null
                : Duration.between(bind.through().at(), bind.order().at());
    }

    /** Who stands above whoever shares something with somebody, and above those; nobody where nobody shares anything. */
    private Uni<Map<String, String>> advocates(Collection<Suspect> suspects, Set<String> sharing) {
        var people = new HashSet<String>();
        for (var suspect : suspects)
            if (suspect.people().stream().anyMatch(sharing::contains)) people.addAll(suspect.advocates());
        if (!people.isEmpty()) people.addAll(sharing);
        return Forests.above(session, program.key(), people).map(binds -> {
            var advocateOf = new HashMap<String, String>();
            for (var bind : binds)
                advocateOf.put(bind.customer(), bind.advocate().externalId());
            return advocateOf;
        });
    }

    /** Those that came in time, by the ids that people go by. */
    private Uni<List<Sighting>> inTime(List<SightingRow> rows) {
        return persons.of(rows.stream().map(row -> row.person).toList())
                .map(people -> rows.stream()
                        .filter(row -> program.accepts(row.firstSeenAt, row.lateBy()))
                        .map(row -> row.toSighting(people.personOf(row.person)))
                        .toList());
    }

    private static Set<String> persons(Map<Identifier, List<Sighting>> sharers) {
        return sharers.values().stream()
                .flatMap(List::stream)
                .map(Sighting::person)
                .collect(toSet());
    }

    private static Map<String, List<Sighting>> merged(Neighbourhood known, List<Sighting> theirs) {
        var merged = new HashMap<>(theirs.stream().collect(groupingBy(Sighting::person)));
        merged.putAll(known.ofPerson());
        return merged;
    }
}
