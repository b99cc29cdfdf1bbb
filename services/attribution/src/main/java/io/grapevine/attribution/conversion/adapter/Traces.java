package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Remembers who was a customer, under which id and address, without keeping either. */
@ApplicationScoped
class Traces {

    private static final String SAVE = """
            insert into traces (tenant_id, trace, customer, kind, occurred_at, event_id, source, late_by_ms) \
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, trace text, customer text, kind text, \
            occurred_at timestamptz, event_id text, source text, late_by_ms bigint) order by r.trace, r.source, r.event_id on conflict do nothing""";

    // A customer's own traces, and those of every address that the customer ever gave.
    private static final String OF_PEOPLE = """
            with asked as materialized (select unnest(cast(:hashes as text[])) as trace), \
            linked as materialized (select trace from asked union select tie.trace from asked cross join lateral \
            (select t.trace from traces t where t.customer = asked.trace offset 0) tie) \
            select theirs.* from linked cross join lateral \
            (select %s from traces t where t.trace = linked.trace offset 0) theirs""".formatted(TraceRow.COLUMNS);

    // Everything that the people did who have one of these, or gave an address that is one of these.
    private static final String FACTS = """
            with asked as materialized (select unnest(cast(:hashes as text[])) as trace), \
            linked as materialized (select trace from asked union select tie.customer from asked cross join lateral \
            (select t.customer from traces t where t.trace = asked.trace and t.customer is not null offset 0) tie), \
            events as materialized (select distinct theirs.source, theirs.event_id from linked cross join lateral \
            (select t.source, t.event_id from traces t where t.trace = linked.trace and t.kind <> 'IDENTIFY' offset 0) theirs) \
            select fact.subject from events cross join lateral (select case f.type when 'SIGNUP_RECORDED' \
            then 's' || f.customer_id else 'o' || f.order_id end as subject from facts f \
            where f.source = events.source and f.event_id = events.event_id offset 0) fact""";

    private static final String EVERYTHING = "select " + FactRow.COLUMNS + """
             from facts where type in ('SIGNUP_RECORDED', 'PURCHASE_RECORDED', 'IDENTIFY_RECORDED') \
            and (source, event_id) > (:source, :event) order by source, event_id limit :limit""";

    // Lies in memory while its traces are written.
    private static final int PAGE = 5_000;

    private final PersonalData personalData;

    Traces(PersonalData personalData) {
        this.personalData = personalData;
    }

    /**
     * What is known of some people, by their hashes.
     *
     * @param tracesOf a customer's own trace, and those of every address that the customer gave
     */
    record Known(
            Map<String, String> hashByCustomer,
            Map<String, List<TraceRow>> byTrace,
            Map<String, Set<String>> tracesOf) {

        static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of());

        static Known of(Map<String, String> hashByCustomer, List<TraceRow> rows) {
            return new Known(
                    hashByCustomer,
                    rows.stream().collect(groupingBy(row -> row.trace)),
                    rows.stream()
                            .filter(row -> row.customer != null)
                            .collect(groupingBy(
                                    row -> Objects.requireNonNull(row.customer), mapping(row -> row.trace, toSet()))));
        }

        /** Both together; of somebody whom nobody asked for, each may know only a part. */
        Known with(Known more) {
            var traces = new HashMap<>(tracesOf);
            more.tracesOf.forEach((customer, theirs) -> traces.merge(customer, theirs, DecideProgram::union));
            return new Known(union(hashByCustomer, more.hashByCustomer), union(byTrace, more.byTrace), traces);
        }

        private static <V> Map<String, V> union(Map<String, V> one, Map<String, V> other) {
            var union = new HashMap<>(one);
            union.putAll(other);
            return union;
        }

        /** Of somebody with these customer ids, or addresses of these hashes, or both. */
        List<Trace> of(Collection<String> customerIds, Collection<String> emailHashes) {
            var customers = customerIds.stream()
                    .flatMap(id -> Stream.ofNullable(hashByCustomer.get(id)))
                    .collect(toSet());
            var traces = new HashSet<>(emailHashes);
            for (var customer : customers) traces.addAll(tracesOf.getOrDefault(customer, Set.of()));
            var rows = new LinkedHashMap<FactRow.Key, TraceRow>();
            for (var trace : traces)
                for (var row : byTrace.getOrDefault(trace, List.of()))
                    if (!row.kind.equals(TraceRow.TIE))
                        rows.put(new FactRow.Key(row.tenantId, row.source, row.eventId), row);
            return rows.values().stream().map(row -> row.toTrace(customers)).toList();
        }
    }

    /**
     * Notes what these facts show, and answers whose decisions it can change.
     *
     * @param relatives further ids of the facts' customers
     */
    Uni<Affected> note(
            Mutiny.StatelessSession session, String tenantId, Collection<Event<?>> newFacts, Set<String> relatives) {
        var rows = newFacts.stream()
                .flatMap(event -> rows(
                        new FactRow.Key(tenantId, event.source(), event.id()),
                        event.time(),
                        (EventData.Fact) event.data(),
                        Timelines.lateBy(event).toMillis()))
                .toList();
        if (rows.isEmpty()) return Uni.createFrom().item(Affected.NONE);
        return Rows.write(session, SAVE, rows)
                .chain(() -> session.createNativeQuery(FACTS, String.class)
                        .setParameter(
                                "hashes",
                                Stream.concat(
                                                rows.stream().map(TraceRow.New::trace),
                                                relatives.stream().map(id -> personalData.customerHash(tenantId, id)))
                                        .toArray(String[]::new))
                        .getResultList())
                .map(Traces::affected);
    }

    /** Notes what all facts of the tenant show: its first program for new customers only has come. */
    Uni<Void> noteAll(Mutiny.StatelessSession session, String tenantId) {
        return noteAll(session, tenantId, new FactRow.Key(tenantId, "", ""));
    }

    private Uni<Void> noteAll(Mutiny.StatelessSession session, String tenantId, FactRow.Key after) {
        return session.createNativeQuery(EVERYTHING, FactRow.class)
                .setParameter("source", after.source())
                .setParameter("event", after.eventId())
                .setParameter("limit", PAGE)
                .getResultList()
                .chain(page -> Rows.write(
                                session, SAVE, page.stream().flatMap(this::rows).toList())
                        .chain(() -> page.size() < PAGE
                                ? Uni.createFrom().voidItem()
                                : noteAll(session, tenantId, page.getLast().key())));
    }

    /** What a program may know of these customers and of whoever has these addresses. */
    Uni<Known> known(
            Mutiny.StatelessSession session,
            String tenantId,
            Program program,
            Set<String> customers,
            Set<String> emailHashes) {
        var hashes = customers.stream()
                .collect(toMap(customer -> customer, customer -> personalData.customerHash(tenantId, customer)));
        if (hashes.isEmpty() && emailHashes.isEmpty()) return Uni.createFrom().item(Known.NOTHING);
        return session.createNativeQuery(OF_PEOPLE, TraceRow.class)
                .setParameter(
                        "hashes",
                        Stream.concat(hashes.values().stream(), emailHashes.stream())
                                .toArray(String[]::new))
                .getResultList()
                .map(rows -> Known.of(
                        hashes,
                        rows.stream()
                                .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                                .toList()));
    }

    private static Affected affected(List<String> subjects) {
        var customers = new HashSet<String>();
        var orders = new HashSet<String>();
        for (var subject : subjects) (subject.startsWith("s") ? customers : orders).add(subject.substring(1));
        return new Affected(customers, orders);
    }

    private Stream<TraceRow.New> rows(FactRow row) {
        return rows(row.key(), row.occurredAt, (EventData.Fact) row.parsed(), row.lateByMs);
    }

    private Stream<TraceRow.New> rows(FactRow.Key key, Instant at, EventData.Fact fact, @Nullable Long lateByMs) {
        var kind = kind(fact);
        if (kind == null) return Stream.empty();
        var customerId = Timelines.Columns.of(fact).customerId();
        var customer = customerId == null ? null : personalData.customerHash(key.tenantId(), customerId);
        var traces = new ArrayList<>(emailHashes(fact));
        if (customer != null) traces.add(customer);
        return traces.stream()
                .map(trace -> new TraceRow.New(
                        key.tenantId(), trace, customer, kind, at, key.eventId(), key.source(), lateByMs));
    }

    private static @Nullable String kind(EventData.Fact fact) {
        return switch (fact) {
            case SignUpRecorded _ -> Trace.Kind.SIGNUP.name();
            case PurchaseRecorded _ -> Trace.Kind.PURCHASE.name();
            case IdentifyRecorded _ -> TraceRow.TIE;
            default -> null; // shows nothing of the kind
        };
    }

    /** Of the address that the fact gave, and of the form that it comes down to: traces from before there were forms match the first. */
    static List<String> emailHashes(EventData fact) {
        return switch (fact) {
            case SignUpRecorded signUp -> present(signUp.emailHash(), signUp.emailFormHash());
            case PurchaseRecorded purchase -> present(purchase.emailHash(), purchase.emailFormHash());
            case IdentifyRecorded identify -> present(identify.emailHash(), identify.emailFormHash());
            default -> List.of();
        };
    }

    private static List<String> present(@Nullable String hash, @Nullable String formHash) {
        return Stream.of(Optional.ofNullable(hash), Optional.ofNullable(formHash))
                .flatMap(Optional::stream)
                .toList();
    }
}
