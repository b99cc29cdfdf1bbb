package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.Restatement;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ProgramPublished;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the control plane published, as this service keeps it. */
final class Definitions {

    private static final String SAVE_VERSIONS = """
            insert into program_versions (tenant_id, program_key, version, effective_from, terms) \
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, program_key text, version int, \
            effective_from timestamptz, terms text) order by r.program_key, r.version on conflict do nothing \
            returning program_key""";

    private static final String SAVE_CODES = """
            insert into codes (tenant_id, code, link_id, program_key, participant_id, external_id, effective_from) \
            select distinct on (r.code) r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, code text, \
            link_id text, program_key text, participant_id text, external_id text, effective_from timestamptz) \
            order by r.code on conflict do nothing returning code""";

    private static final String PROGRAMS = """
            select p.tenant_id, p.program_key, p.version, 0 as place, p.effective_from, p.terms, cast(null as text) as replay_id, \
            cast(null as timestamptz) as from_at, cast(null as timestamptz) as to_at, \
            (select string_agg(u.usage, ' ') from usages u) as usages from program_versions p \
            union all select r.tenant_id, r.program_key, r.version, r.place, null, r.terms, r.replay_id, r.from_at, r.to_at, null \
            from restatements r""";

    private Definitions() {}

    /** Keys of the programs that got a version which was not known. */
    static Uni<List<String>> saveVersions(
            Mutiny.StatelessSession session, String tenantId, Collection<ProgramPublished> published) {
        var rows = published.stream()
                .map(version -> ProgramVersionRow.New.of(tenantId, version))
                .toList();
        return Rows.read(session, SAVE_VERSIONS, rows, String.class);
    }

    /** Codes that were not known. */
    static Uni<List<String>> saveCodes(
            Mutiny.StatelessSession session, String tenantId, Collection<LinkPublished> published) {
        var rows =
                published.stream().map(link -> CodeRow.New.of(tenantId, link)).toList();
        return Rows.read(session, SAVE_CODES, rows, String.class);
    }

    /** Every program of the tenant, in key order. */
    static Uni<List<Program>> programs(Mutiny.StatelessSession session) {
        return session.createNativeQuery(PROGRAMS, ProgramVersionRow.class)
                .getResultList()
                .map(rows ->
                        rows.stream()
                                .collect(groupingBy(row -> row.programKey, TreeMap::new, toList()))
                                .entrySet()
                                .stream()
                                .map(program -> new Program(
                                        program.getKey(),
                                        program.getValue().stream()
                                                .filter(row -> row.place == 0)
                                                .map(ProgramVersionRow::toVersion)
                                                .toList(),
                                        usages(rows),
                                        restatements(program.getValue())))
                                .toList());
    }

    /** In the order in which they were applied; what one replay says of several versions is one. */
    private static List<Restatement> restatements(List<ProgramVersionRow> rows) {
        return rows.stream()
                .filter(row -> row.place > 0)
                .collect(groupingBy(row -> row.place, TreeMap::new, toList()))
                .values()
                .stream()
                .map(ProgramVersionRow::toRestatement)
                .toList();
    }

    private static Set<Usage> usages(List<ProgramVersionRow> rows) {
        return rows.stream()
                .filter(row -> row.place == 0)
                .findFirst()
                .map(ProgramVersionRow::usages)
                .orElse(Set.of());
    }
}
