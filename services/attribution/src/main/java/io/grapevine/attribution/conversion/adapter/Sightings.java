package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.fraud.Neighbourhood;
import io.grapevine.attribution.fraud.People;
import io.grapevine.attribution.fraud.Trait;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ParticipantPublished;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Remembers who showed what, and follows it to whose decisions a new sighting can change. Written while facts are stored, never while
 * they are decided.
 */
final class Sightings {

    /** What people next to one another are told to be the same by. */
    static final List<Trait> OF_FEW = List.of(Trait.EMAIL, Trait.DEVICE, Trait.PAYMENT, Trait.PLACE);

    // What one person showed first: more addresses, devices and cards than anybody honest has, and a bound on what is
    // loaded.
    static final int MOST_SHOWN = 200;

    // Answers the rows that are news: a person who shows the same again, later, changes nothing. One that turns out to
    // be earlier than
    // it was known is answered at both times, at the old one with a lateness that no row has.
    private static final String SAVE = """
            with given as (select tenant_id, trait, key, person, late_by_ms, min(first_seen_at) as first_seen_at, \
            bool_or(suspect) as suspect from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, trait text, key uuid, \
            person text, late_by_ms bigint, first_seen_at timestamptz, suspect boolean) \
            group by tenant_id, trait, key, person, late_by_ms), \
            before as (select s.* from given g join sightings s using (tenant_id, trait, key, person, late_by_ms)), \
            saved as (insert into sightings as s select * from given order by trait, key, person, late_by_ms \
            on conflict (tenant_id, trait, key, person, late_by_ms) do update \
            set first_seen_at = least(s.first_seen_at, excluded.first_seen_at), suspect = s.suspect or excluded.suspect \
            where s.first_seen_at > excluded.first_seen_at or excluded.suspect and not s.suspect returning s.*) \
            select * from saved union all \
            select b.tenant_id, b.trait, b.key, b.person, -1 as late_by_ms, b.first_seen_at, b.suspect from before b \
            join saved s using (tenant_id, trait, key, person, late_by_ms) where s.first_seen_at < b.first_seen_at""";

    // One more than may share it, and those that have just made it so.
    private static final String SHARERS = """
            select others.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(trait text, key uuid, most int) \
            cross join lateral (select %s from sightings s where s.trait = r.trait and s.key = r.key \
            limit r.most offset 0) others""".formatted(SightingRow.COLUMNS);

    // Those right behind in time, whose crowds the newcomer joins; farther ones have crowds without it.
    private static final String BEHIND = """
            select behind.person from jsonb_to_recordset(cast(:rows as jsonb)) as r(trait text, key uuid, person text, at timestamptz) \
            cross join lateral (select s.person from sightings s where s.trait = r.trait and s.key = r.key \
            and s.trait in ('DEVICE', 'NETWORK') and (s.first_seen_at > r.at or s.first_seen_at = r.at \
            and s.person collate "C" > r.person collate "C") order by s.first_seen_at, s.person collate "C" limit :most offset 0) behind""";

    // Whoever shares an identifier with these people that belongs to few, and with whom; not to be confused with a
    // crowd.
    private static final String NEAR = """
            select distinct unnest(array[asked.person, near.person]) from unnest(cast(:people as text[])) as asked(person) \
            cross join lateral (select s.trait, s.key from sightings s where s.person = asked.person \
            and s.trait = any(cast(:traits as text[])) order by s.first_seen_at, s.key limit %1$d offset 0) own \
            cross join lateral (select s.person from sightings s where s.trait = own.trait and s.key = own.key \
            and s.person <> asked.person limit %2$d offset 0) near""".formatted(MOST_SHOWN, Neighbourhood.MOST_SHARERS + 1);

    private static final String EVERYTHING = "select " + FactRow.COLUMNS + """
             from facts where type in ('SIGNUP_RECORDED', 'PURCHASE_RECORDED', 'IDENTIFY_RECORDED') \
            and (source, event_id) > (:source, :event) order by source, event_id limit :limit""";

    // Lies in memory while its sightings are written.
    private static final int PAGE = 5_000;
    private static final Duration NOT_LATE = Duration.ofHours(1);

    @JsonNaming(SnakeCaseStrategy.class)
    private record KeyRow(String trait, UUID key, int most) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record PlaceRow(String trait, UUID key, String person, Instant at) {}

    private Sightings() {}

    /** What these facts name that has to be locked while they are decided. */
    static Stream<String> locks(Event<?> event, boolean withNetwork) {
        return Shown.by(event.data(), event.time(), withNetwork).stream().map(Shown::lock);
    }

    /** Notes what new facts show, and answers whose decisions that can change. */
    static Uni<Affected> note(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<Program> programs,
            Collection<Event<?>> facts) {
        var asks = Program.lookForFraud(programs);
        var rows = facts.stream()
                .flatMap(event -> rows(
                        tenantId,
                        event.data(),
                        event.time(),
                        Timelines.lateBy(event).toMillis(),
                        asks))
                .toList();
        return save(session, rows, programs);
    }

    /** The addresses that advocates enrolled with. */
    static Uni<Affected> noteParticipants(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<Program> programs,
            Collection<Event<?>> published) {
        var rows = new ArrayList<SightingRow.New>();
        for (var event : published)
            if (event.data() instanceof ParticipantPublished participant && participant.emailHash() != null)
                rows.add(row(
                        tenantId,
                        Shown.ofParticipant(participant.externalId(), participant.emailHash()),
                        event.time(),
                        0));
        return rows.isEmpty()
                ? Uni.createFrom().item(Affected.NONE)
                : Usages.note(session, tenantId, Set.of(Usage.SIGHTINGS)).chain(() -> save(session, rows, programs));
    }

    /** Notes what all facts of the tenant show: its first program that looks for fraud has come. */
    static Uni<Void> noteAll(Mutiny.StatelessSession session, String tenantId) {
        return noteAll(session, tenantId, new FactRow.Key(tenantId, "", ""));
    }

    private static Uni<Void> noteAll(Mutiny.StatelessSession session, String tenantId, FactRow.Key after) {
        return session.createNativeQuery(EVERYTHING, FactRow.class)
                .setParameter("source", after.source())
                .setParameter("event", after.eventId())
                .setParameter("limit", PAGE)
                .getResultList()
                .chain(page -> Rows.read(
                                session,
                                SAVE,
                                page.stream()
                                        .flatMap(row -> rows(
                                                tenantId,
                                                row.parsed(),
                                                row.occurredAt,
                                                Objects.requireNonNullElse(row.lateByMs, 0L),
                                                true))
                                        .toList(),
                                SightingRow.class)
                        .chain(() -> page.size() < PAGE
                                ? Uni.createFrom().voidItem()
                                : noteAll(session, tenantId, page.getLast().key())));
    }

    private static Stream<SightingRow.New> rows(
            String tenantId, EventData fact, Instant at, long lateByMs, boolean withNetwork) {
        return Shown.by(fact, at, withNetwork).stream()
                .map(shown -> row(tenantId, shown, at, lateByMs > NOT_LATE.toMillis() ? lateByMs : 0));
    }

    private static SightingRow.New row(String tenantId, Shown shown, Instant at, long lateByMs) {
        return new SightingRow.New(
                tenantId,
                shown.identifier().trait().name(),
                shown.identifier().key(),
                shown.person(),
                lateByMs,
                at,
                shown.suspect());
    }

    private static Uni<Affected> save(
            Mutiny.StatelessSession session, List<SightingRow.New> rows, Collection<Program> programs) {
        return Rows.read(session, SAVE, rows, SightingRow.class)
                .chain(news -> news.isEmpty()
                        ? Uni.createFrom().item(Affected.NONE)
                        : followed(session, news, programs).chain(people -> affected(session, people)));
    }

    private static Uni<Set<String>> followed(
            Mutiny.StatelessSession session, List<SightingRow> news, Collection<Program> programs) {
        return sharers(session, news).chain(people -> {
            if (!Program.lookForFraud(programs)) return Uni.createFrom().item(people);
            var all = new HashSet<>(people);
            news.forEach(row -> all.add(row.person));
            return behind(session, news, programs)
                    .invoke(all::addAll)
                    .chain(() -> near(session, people, List.of(Trait.PLACE)))
                    .invoke(all::addAll)
                    .replaceWith(all);
        });
    }

    /** Everybody who shares something with a newcomer, who included: unless so many do, and did before, that it says nothing. */
    private static Uni<Set<String>> sharers(Mutiny.StatelessSession session, List<SightingRow> news) {
        var newcomers = news.stream()
                .filter(row -> row.identifier().trait() != Trait.NETWORK)
                .collect(groupingBy(SightingRow::identifier, mapping(row -> row.person, toSet())));
        var keys = newcomers.entrySet().stream()
                .map(entry -> new KeyRow(
                        entry.getKey().trait().name(),
                        entry.getKey().key(),
                        entry.getValue().size() + Neighbourhood.MOST_SHARERS + 1))
                .toList();
        return Rows.read(session, SHARERS, keys, SightingRow.class).map(rows -> {
            var people = new HashSet<String>();
            rows.stream()
                    .collect(groupingBy(SightingRow::identifier, mapping(row -> row.person, toSet())))
                    .forEach((identifier, sharing) -> {
                        var before = sharing.size()
                                - newcomers.getOrDefault(identifier, Set.of()).size();
                        if (sharing.size() > 1 && before <= Neighbourhood.MOST_SHARERS) people.addAll(sharing);
                    });
            return people;
        });
    }

    private static Uni<List<String>> behind(
            Mutiny.StatelessSession session, List<SightingRow> news, Collection<Program> programs) {
        var places = news.stream()
                .filter(row -> row.trait.equals("DEVICE") || row.trait.equals("NETWORK"))
                .map(row -> new PlaceRow(row.trait, row.key, row.person, row.firstSeenAt))
                .distinct()
                .toList();
        if (places.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(
                        BEHIND.replace("cast(:rows as jsonb)", "cast(cast(:rows as text) as jsonb)"), String.class)
                .setParameter("rows", Rows.json(places))
                .setParameter("most", Program.largestCrowd(programs))
                .getResultList();
    }

    /** Whoever shares something of these kinds with these people. */
    static Uni<List<String>> near(Mutiny.StatelessSession session, Set<String> people, List<Trait> traits) {
        if (people.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(NEAR, String.class)
                .setParameter("people", people.toArray(String[]::new))
                .setParameter("traits", traits.stream().map(Trait::name).toArray(String[]::new))
                .getResultList();
    }

    /** Their sign-ups, and their orders. */
    static Uni<Affected> affected(Mutiny.StatelessSession session, Collection<String> people) {
        var customers = new HashSet<String>();
        var orders = new HashSet<String>();
        for (var person : people) People.orderOf(person).ifPresentOrElse(orders::add, () -> customers.add(person));
        return Affected.ordersOfPeople(session, customers)
                .invoke(orders::addAll)
                .map(all -> new Affected(customers, orders));
    }
}
