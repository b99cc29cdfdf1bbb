package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Stored decisions: the current revision of each conversion, and all that went before. */
final class Conversions {

    private static final String HEADS = """
            select head.* from unnest(cast(:program as text[]), cast(:kind as text[]), cast(:subject as text[])) \
            as r(program_key, kind, subject) \
            cross join lateral (select %s from conversions c where c.program_key = r.program_key and c.kind = r.kind \
            and c.subject = r.subject offset 0) head""".formatted(ConversionRow.COLUMNS);

    private static final String SAVE = """
            with given as (select r.conversion_id, r.program_key, r.kind, r.subject, r.customer_id, r.order_id, \
            cast(r.revision as integer) as revision, timestamptz 'epoch' + r.at * interval '1 microsecond' as occurred_at, r.decision \
            from unnest(cast(:conversion_id as text[]), cast(:program_key as text[]), cast(:kind as text[]), cast(:subject as text[]), \
            cast(:customer_id as text[]), cast(:order_id as text[]), cast(:revision as bigint[]), cast(:at as bigint[]), \
            cast(:decision as text[])) as r(conversion_id, program_key, kind, subject, customer_id, order_id, revision, at, decision) \
            order by r.conversion_id), \
            kept as (insert into revisions (tenant_id, conversion_id, revision, decided_at, decision) \
            select :tenant, conversion_id, revision, timestamptz 'epoch' + cast(:decided_at as bigint) * interval '1 microsecond', decision from given) \
            insert into conversions (tenant_id, conversion_id, program_key, kind, subject, customer_id, order_id, revision, \
            occurred_at, decision) select :tenant, conversion_id, program_key, kind, subject, customer_id, order_id, revision, \
            occurred_at, decision from given on conflict (tenant_id, conversion_id) do update set customer_id = excluded.customer_id, \
            revision = excluded.revision, occurred_at = excluded.occurred_at, decision = excluded.decision""";

    private static final String REVISIONS =
            "select decision from revisions where conversion_id = :id order by revision";

    private static final String PAGE = "select " + ConversionRow.COLUMNS + """
             from conversions where conversion_id > :after \
            and (cast(:customer as text) is null or customer_id = :customer) \
            and (cast(:order as text) is null or order_id = :order) \
            and (cast(:kind as text) is null or kind = :kind) \
            and (cast(:program as text) is null or program_key = :program) \
            order by conversion_id limit :limit""";

    private static final String CONSIDERED = """
            insert into considered (tenant_id, program_key, external_id, order_id) \
            select distinct r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, program_key text, \
            external_id text, order_id text) on conflict do nothing""";

    private static final String CONSIDERING = """
            with recursive below as (select unnest(cast(:people as text[])) as customer_id union \
            select down.customer_id from below above cross join lateral (select b.customer_id from binds b \
            where b.program_key = :program and b.advocate = above.customer_id offset 0) down) \
            select distinct shown.order_id from below cross join lateral (select c.order_id from considered c \
            where c.program_key = :program and c.external_id = below.customer_id offset 0) shown""";

    private static final String SIGN_UPS_OF = """
            select decision from conversions where customer_id = any(:customers) and program_key = :program and kind = 'SIGNUP'""";

    private static final String FIND =
            "select " + ConversionRow.COLUMNS + " from conversions where conversion_id = :id";

    private static final String IN_PERIOD = "select " + ConversionRow.COLUMNS + """
             from conversions where program_key = :program and kind = :kind \
            and (occurred_at, conversion_id) > (cast(cast(:at as text) as timestamptz), cast(:after as text)) \
            and occurred_at < cast(cast(:to as text) as timestamptz) \
            order by occurred_at, conversion_id limit :limit""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record ConsideredRow(String tenantId, String programKey, String externalId, String orderId) {}

    /** What a page of conversions is narrowed to; nulls do not narrow. */
    record Filter(
            @Nullable String customerId,
            @Nullable String orderId,
            @Nullable String kind,
            @Nullable String programKey) {}

    private Conversions() {}

    /** Stores what is news and answers it as revisions; a statement that repeats the current revision is none. */
    static Uni<List<ConversionDecided>> revise(
            Mutiny.StatelessSession session, String tenantId, Collection<Statement> statements, Instant now) {
        return heads(session, statements).chain(heads -> save(session, tenantId, statements, heads, now));
    }

    /** What was last stated about the same conversions. */
    static Uni<Map<ConversionKey, ConversionDecided>> heads(
            Mutiny.StatelessSession session, Collection<Statement> statements) {
        return Columns.of(statements.stream().map(Statement::key).toList())
                .text("program", ConversionKey::programKey)
                .text("kind", key -> key.kind().name())
                .text("subject", ConversionKey::subject)
                .read(session, HEADS, ConversionRow.class)
                .map(rows -> rows.stream().collect(toMap(ConversionRow::key, ConversionRow::decided)));
    }

    static Uni<List<ConversionDecided>> revisions(Mutiny.StatelessSession session, String conversionId) {
        return session.createNativeQuery(REVISIONS, String.class)
                .setParameter("id", conversionId)
                .getResultList()
                .map(rows -> rows.stream().map(ConversionRow::decided).toList());
    }

    static Uni<List<ConversionDecided>> page(Mutiny.StatelessSession session, Filter filter, String after, int limit) {
        return session.createNativeQuery(PAGE, ConversionRow.class)
                .setParameter("after", after)
                .setParameter("customer", filter.customerId())
                .setParameter("order", filter.orderId())
                .setParameter("kind", filter.kind())
                .setParameter("program", filter.programKey())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(ConversionRow::decided).toList());
    }

    /** What was decided about these customers' sign-ups. */
    static Uni<List<ConversionDecided>> signUpsOf(
            Mutiny.StatelessSession session, String program, Set<String> customers) {
        if (customers.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(SIGN_UPS_OF, String.class)
                .setParameter("program", program)
                .setParameter("customers", customers.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream().map(ConversionRow::decided).toList());
    }

    /** A conversion with what it is beside its id. */
    static Uni<Optional<ConversionRow>> find(Mutiny.StatelessSession session, String conversionId) {
        return session.createNativeQuery(FIND, ConversionRow.class)
                .setParameter("id", conversionId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** Orders that ever showed a code of one of these people or of anybody whom they brought, however far down. */
    static Uni<List<String>> considering(Mutiny.StatelessSession session, String program, Set<String> people) {
        if (people.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(CONSIDERING, String.class)
                .setParameter("program", program)
                .setParameter("people", people.toArray(String[]::new))
                .getResultList();
    }

    /** What an order showed itself, or staff said of it: a sign-up, and whoever it decides for, are found through the binds. */
    private static List<ConsideredRow> considered(String tenantId, Collection<ConversionDecided> revisions) {
        return revisions.stream()
                .filter(revision -> revision.orderId() != null)
                .flatMap(revision -> considered(revision.explanation())
                        .distinct()
                        .map(owner -> new ConsideredRow(
                                tenantId, revision.programKey(), owner, Objects.requireNonNull(revision.orderId()))))
                .toList();
    }

    private static Stream<String> considered(Explanation explanation) {
        if (explanation.boundBy() != null) return Stream.empty();
        var shown = explanation.candidates().stream().flatMap(candidate -> Stream.ofNullable(candidate.externalId()));
        var manual = explanation.manual();
        return manual == null ? shown : Stream.concat(shown, Stream.ofNullable(manual.externalId()));
    }

    /** Where in a period's order of time one conversion stands. */
    record Place(Instant at, String conversionId) {
        static Place of(ConversionDecided decided) {
            return new Place(decided.occurredAt(), decided.conversionId());
        }
    }

    /** The conversions of a period from a place on, in order of time. */
    static Uni<List<ConversionDecided>> inPeriod(
            Mutiny.StatelessSession session,
            String program,
            ConversionDecided.Kind kind,
            Instant to,
            Place after,
            int limit) {
        return session.createNativeQuery(IN_PERIOD, ConversionRow.class)
                .setParameter("program", program)
                .setParameter("kind", kind.name())
                .setParameter("at", after.at().toString())
                .setParameter("after", after.conversionId())
                .setParameter("to", to.toString())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(ConversionRow::decided).toList());
    }

    private static Map<String, ConversionDecided> byId(Map<ConversionKey, ConversionDecided> heads) {
        return heads.values().stream().collect(toMap(ConversionDecided::conversionId, head -> head));
    }

    private static Uni<List<ConversionDecided>> save(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<Statement> statements,
            Map<ConversionKey, ConversionDecided> heads,
            Instant now) {
        var revisions = new ArrayList<ConversionDecided>();
        var rows = new ArrayList<ConversionRow.New>();
        for (var statement : statements) {
            var head = heads.get(statement.key());
            if (head != null && statement.repeats(head)) continue;
            var revision = head == null
                    ? statement.numbered(Identifier.next("cnv"), 1)
                    : statement.numbered(head.conversionId(), head.revision() + 1);
            revisions.add(revision);
            rows.add(ConversionRow.New.of(statement.key(), revision));
        }
        return save(session, tenantId, rows, now)
                .chain(() -> Rows.write(session, CONSIDERED, considered(tenantId, revisions)))
                .chain(() -> Reviews.follow(session, tenantId, revisions, byId(heads), now))
                .replaceWith(revisions);
    }

    private static Uni<Integer> save(
            Mutiny.StatelessSession session, String tenantId, Collection<ConversionRow.New> rows, Instant now) {
        return Columns.of(rows)
                .all("tenant", tenantId)
                .all("decided_at", Columns.micros(now))
                .text("conversion_id", ConversionRow.New::conversionId)
                .text("program_key", ConversionRow.New::programKey)
                .text("kind", ConversionRow.New::kind)
                .text("subject", ConversionRow.New::subject)
                .text("customer_id", ConversionRow.New::customerId)
                .text("order_id", ConversionRow.New::orderId)
                .number("revision", row -> (long) row.revision())
                .time("at", ConversionRow.New::occurredAt)
                .text("decision", ConversionRow.New::decision)
                .write(session, SAVE);
    }
}
