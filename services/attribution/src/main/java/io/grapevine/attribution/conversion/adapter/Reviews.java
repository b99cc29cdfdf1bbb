package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The review queue: follows the decisions, and decides nothing. */
final class Reviews {

    // A review that opens again has its whole term again.
    private static final String SAVE = """
            insert into reviews as r (tenant_id, conversion_id, program_key, status, points, advocates, after_term, opened_at, due_at) \
            select g.* from jsonb_to_recordset(cast(:rows as jsonb)) as g(tenant_id text, conversion_id text, program_key text, \
            status text, points int, advocates text, after_term text, opened_at timestamptz, due_at timestamptz) \
            where g.status <> 'withdrawn' or exists (select from reviews e where e.conversion_id = g.conversion_id) \
            order by g.conversion_id on conflict (tenant_id, conversion_id) do update set status = excluded.status, \
            points = excluded.points, advocates = case when excluded.advocates = '[]' then r.advocates else excluded.advocates end, \
            after_term = excluded.after_term, \
            opened_at = case when excluded.status = 'open' and r.status <> 'open' then excluded.opened_at else r.opened_at end, \
            due_at = case when excluded.status = 'open' and r.status <> 'open' then excluded.due_at else r.due_at end""";

    private static final String FIND = "select " + ReviewRow.COLUMNS + " " + """
             from reviews r join conversions c using (tenant_id, conversion_id) where r.conversion_id = :id""";

    private static final String PAGE = "select " + ReviewRow.COLUMNS + """
             from reviews r join conversions c using (tenant_id, conversion_id) where r.conversion_id > :after \
            and (cast(:status as text) is null or r.status = :status) \
            and (cast(:program as text) is null or r.program_key = :program) \
            order by r.conversion_id limit :limit""";

    // Instances share the work: whoever holds the claim of one ends its term, and nobody waits for a claim.
    private static final String CLAIM_DUE = """
            select conversion_id from (select conversion_id, due_at from reviews where status = 'open' and due_at <= :now \
            order by due_at limit :most offset 0) due \
            where pg_try_advisory_xact_lock(hashtext('review'), hashtext(conversion_id)) order by due_at limit 1""";

    private Reviews() {}

    /**
     * Brings the queue in line with a revision, of which something has to be looked at or had to.
     *
     * @param before by the conversion's id; nothing for a first revision
     */
    static Uni<Integer> follow(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<ConversionDecided> revisions,
            Map<String, ConversionDecided> before,
            Instant now) {
        var rows = revisions.stream()
                .flatMap(revision -> {
                    var had = before.get(revision.conversionId());
                    var hadReview = had != null && had.explanation().screening() != null;
                    return ReviewRow.New.of(tenantId, revision, hadReview, now).stream();
                })
                .toList();
        return Rows.write(session, SAVE, rows);
    }

    static Uni<Optional<ReviewRow>> find(Mutiny.StatelessSession session, String conversionId) {
        return session.createNativeQuery(FIND, ReviewRow.class)
                .setParameter("id", conversionId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** @param status null = all */
    static Uni<List<ReviewRow>> page(
            Mutiny.StatelessSession session,
            @Nullable String status,
            @Nullable String program,
            String after,
            int limit) {
        return session.createNativeQuery(PAGE, ReviewRow.class)
                .setParameter("status", status)
                .setParameter("program", program)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** One whose term has ended and that nobody else is at. */
    static Uni<Optional<String>> claimDue(Mutiny.StatelessSession session, Instant now, int most) {
        return session.createNativeQuery(CLAIM_DUE, String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }
}
