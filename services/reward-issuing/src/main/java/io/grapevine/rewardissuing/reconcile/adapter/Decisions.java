package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.RecordColumns;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The latest revisions of conversions, and the terms they are rewarded by.
 *
 * <p>Queries name the tenant although row-level security does, too: this table has a second policy, for the worklist, and the
 * planner takes no index for two policies joined by "or". Why they say {@code offset 0}: {@code Rows}.
 */
final class Decisions {

    private static final String FIND = """
            select d.row from jsonb_to_recordset(cast(:rows as jsonb)) as r(conversion_id text) \
            cross join lateral (select cast(to_jsonb(d) as text) as row from decisions d \
            where d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and d.conversion_id = r.conversion_id offset 0) d""";
    private static final RecordColumns<DecisionRow> ROWS = RecordColumns.of(DecisionRow.class);
    private static final String SAVE = ROWS.insertInto("decisions") + """
             order by r.conversion_id on conflict (tenant_id, conversion_id) do update \
            set revision = excluded.revision, program_key = excluded.program_key, \
            program_version = excluded.program_version, restated_by = excluded.restated_by, person = excluded.person, customer_id = excluded.customer_id, \
            awaiting_terms = excluded.awaiting_terms, decision = excluded.decision \
            where decisions.revision < excluded.revision""";
    private static final String OF_CUSTOMERS = """
            select d.row from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, person text) \
            cross join lateral (select d.conversion_id, cast(to_jsonb(d) as text) as row from decisions d \
            where d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and d.program_key = r.program_key and d.person = r.person offset 0) d order by d.conversion_id""";
    private static final String BEYOND_ONE_ORDER = """
            select program_key from terms where program_key = any(cast(:programs as text[])) and beyond_one_order is distinct from false \
            union select program_key from counted_rules where program_key = any(cast(:programs as text[]))""";
    private static final String TERMS = """
            select cast(to_jsonb(t) || jsonb_build_object( \
            'counted', (select jsonb_agg(c.rule_id) from counted_rules c where c.program_key = t.program_key), \
            'budgeted', exists (select from budgets b where b.program_key = t.program_key)) as text) from terms t \
            join jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, version int, restated_by text) \
            using (program_key, version, restated_by)""";
    private static final String MARK = """
            update decisions d set awaiting_terms = r.awaiting_terms \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(conversion_id text, awaiting_terms boolean) \
            where d.conversion_id = r.conversion_id and d.tenant_id = (select current_setting('grapevine.tenant', true))""";
    // Only where a limit may let others in: anything else would be found as it is.
    private static final String LOOK_AGAIN = """
            update decisions d set awaiting_terms = true from jsonb_to_recordset(cast(:rows as jsonb)) as r(conversion_id text) \
            where d.conversion_id = r.conversion_id and d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and (exists (select from claims c where c.tenant_id = d.tenant_id and c.conversion_id = d.conversion_id) \
            or exists (select from budgets b where b.tenant_id = d.tenant_id and b.program_key = d.program_key))""";
    private static final String PARKED_AND_DECIDABLE = """
            select cast(to_jsonb(d) as text) from decisions d \
            where d.awaiting_terms and d.tenant_id = (select current_setting('grapevine.tenant', true)) and exists (select from terms t \
            where t.program_key = d.program_key and t.version = d.program_version \
            and t.restated_by = d.restated_by) limit :most""";

    private static final String RESTATED = """
            select cast(to_jsonb(t) as text) from terms t where t.program_key = :program and t.restated_by = :by \
            order by t.version desc""";

    private Decisions() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Named(String conversionId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Customer(String programKey, String person) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Version(String programKey, int version, String restatedBy) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Mark(String conversionId, boolean awaitingTerms) {}

    static Uni<List<DecisionRow>> find(Mutiny.StatelessSession session, Collection<String> conversionIds) {
        return read(session, FIND, conversionIds.stream().map(Named::new).toList());
    }

    static Uni<Integer> save(Mutiny.StatelessSession session, List<DecisionRow> rows) {
        return ROWS.write(session, SAVE, rows);
    }

    /** Those of the programs, some version of which has a rule whose answer about one conversion depends on others. */
    static Uni<Set<String>> beyondOneOrder(Mutiny.StatelessSession session, Set<String> programs) {
        if (programs.isEmpty()) return Uni.createFrom().item(Set.of());
        return session.createNativeQuery(BEYOND_ONE_ORDER, String.class)
                .setParameter("programs", programs.toArray(String[]::new))
                .getResultList()
                .map(Set::copyOf);
    }

    /** Every conversion of each customer: what is first is a question about all of them. */
    static Uni<List<DecisionRow>> ofCustomers(Mutiny.StatelessSession session, Collection<CustomerKey> customers) {
        return read(
                session,
                OF_CUSTOMERS,
                customers.stream()
                        .map(customer -> new Customer(customer.programKey(), customer.person()))
                        .toList());
    }

    /** Of those versions that are known here. */
    static Uni<Map<ProgramVersion, Terms>> terms(Mutiny.StatelessSession session, Collection<ProgramVersion> versions) {
        return promised(session, versions).map(Promised::terms);
    }

    /** The same, with what is to be known about their programs. */
    static Uni<Promised> promised(Mutiny.StatelessSession session, Collection<ProgramVersion> versions) {
        var rows = versions.stream()
                .map(version -> new Version(version.programKey(), version.version(), version.restatedBy()))
                .toList();
        return Rows.read(session, TERMS, rows, String.class)
                .map(found -> Promised.of(JsonRows.read(found, Promised.Row.class)));
    }

    /** What the versions of a program say themselves, the latest first. */
    static Uni<List<Terms>> termsOf(Mutiny.StatelessSession session, String program) {
        return restated(session, program, "")
                .map(rows -> rows.stream().map(TermsRow::terms).toList());
    }

    /** What stands in the place of a program's versions. */
    static Uni<List<TermsRow>> restated(Mutiny.StatelessSession session, String program, String by) {
        return session.createNativeQuery(RESTATED, String.class)
                .setParameter("program", program)
                .setParameter("by", by)
                .getResultList()
                .map(rows -> JsonRows.read(rows, TermsRow.class));
    }

    /** Notes which conversions wait for their terms, where that changed. */
    static Uni<Integer> markAwaiting(
            Mutiny.StatelessSession session, List<DecisionRow> rows, Collection<String> awaiting) {
        var marks = rows.stream()
                .filter(row -> row.awaitingTerms() != awaiting.contains(row.conversionId()))
                .map(row -> new Mark(row.conversionId(), !row.awaitingTerms()))
                .toList();
        return Rows.write(session, MARK, marks);
    }

    /** These conversions are settled again soon, as if their terms had just come. */
    static Uni<Integer> lookAgain(Mutiny.StatelessSession session, Collection<String> conversionIds) {
        return Rows.write(
                session, LOOK_AGAIN, conversionIds.stream().map(Named::new).toList());
    }

    static Uni<List<DecisionRow>> parkedAndDecidable(Mutiny.StatelessSession session, int most) {
        return session.createNativeQuery(PARKED_AND_DECIDABLE, String.class)
                .setParameter("most", most)
                .getResultList()
                .map(found -> JsonRows.read(found, DecisionRow.class));
    }

    private static Uni<List<DecisionRow>> read(Mutiny.StatelessSession session, String query, List<?> rows) {
        return Rows.read(session, query, rows, String.class).map(found -> JsonRows.read(found, DecisionRow.class));
    }
}
