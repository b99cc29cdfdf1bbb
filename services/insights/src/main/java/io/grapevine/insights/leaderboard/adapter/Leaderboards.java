package io.grapevine.insights.leaderboard.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.insights.leaderboard.Score;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Scores and chosen names of one program of the session's tenant, as the tables have them. */
final class Leaderboards {

    /** Nobody looks further down; what one counting may take of memory. */
    private static final int MOST = 100_000;

    private static final String PROGRAM_IS_KNOWN = "select count(*) from programs where program_key = :key";
    private static final String WRITES = "select coalesce(sum(statements), 0) from writes";

    private static final String SCORES = """
            select value, cast(sum(case when cast(:currency as text) = '' then n else amount_minor - refunded_minor end) as bigint)
            from rollups
            where program_key = :key and dim = 'advocate' and value <> '' and outcome = 'attributed' and currency = :currency
                and kind = case when cast(:currency as text) = '' then 'signup' else 'purchase' end
                and bucket >= cast(cast(:from as text) as timestamptz) and bucket < cast(cast(:to as text) as timestamptz)
            group by value having sum(case when cast(:currency as text) = '' then n else amount_minor - refunded_minor end) > 0
            order by 2 desc, value collate "C" limit :most""";

    private static final String PERSON = """
            select external_id from participants
            where program_key = :key and (participant_id = :person or external_id = :person)
            order by participant_id = :person desc limit 1""";

    private static final String NAMES = """
            select person, name from chosen_names where program_key = :key
                and person in (select jsonb_array_elements_text(cast(cast(:people as text) as jsonb)))""";

    private static final String CHOOSE = """
            insert into chosen_names (tenant_id, program_key, person, name, chosen_at) values (:tenant, :key, :person, :name, :at)
            on conflict (tenant_id, program_key, person) do update set name = excluded.name, chosen_at = excluded.chosen_at""";

    private static final String FORGET = "delete from chosen_names where program_key = :key and person = :person";

    private final Mutiny.StatelessSession session;
    private final String programKey;

    private Leaderboards(Mutiny.StatelessSession session, String programKey) {
        this.session = session;
        this.programKey = programKey;
    }

    /** @return the program's boards, or a failure with 404 if the tenant has no such program */
    static Uni<Leaderboards> ofProgram(Mutiny.StatelessSession session, String programKey) {
        return session.createNativeQuery(PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(known -> {
                    if (known == 0) throw Problem.notFound("There is no program " + programKey + ".");
                    return new Leaderboards(session, programKey);
                });
    }

    /** How often the tenant's tables were written; read before they are counted, so that a board is never named newer than it is. */
    Uni<Long> writes() {
        return session.createNativeQuery(WRITES, Long.class).getSingleResult();
    }

    Uni<List<Score>> scores(Board board) {
        return session.createNativeQuery(SCORES, Object[].class)
                .setParameter("key", programKey)
                .setParameter("currency", board.currency())
                .setParameter("from", bound(board.days().from(), "-infinity"))
                .setParameter("to", bound(board.days().to(), "infinity"))
                .setParameter("most", MOST)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Score((String) row[0], ((Number) row[1]).longValue()))
                        .toList());
    }

    static Board.Top top(List<Score> scores, int most, @Nullable String person) {
        var own = scores.stream().filter(score -> score.person().equals(person)).findFirst();
        return new Board.Top(
                scores.size(),
                scores.subList(0, Math.min(most, scores.size())),
                own.map(score -> new Board.Own(score, better(scores, score))));
    }

    private static long better(List<Score> scores, Score own) {
        return IntStream.range(0, scores.size())
                .takeWhile(i -> scores.get(i).points() > own.points())
                .count();
    }

    /** A participant by id or by the site's own id. */
    Uni<String> person(String id) {
        return session.createNativeQuery(PERSON, String.class)
                .setParameter("key", programKey)
                .setParameter("person", id)
                .getResultList()
                .map(found -> Optional.ofNullable(found.isEmpty() ? null : found.getFirst())
                        .orElseThrow(
                                () -> Problem.notFound("Program " + programKey + " has no participant " + id + ".")));
    }

    Uni<Map<String, String>> names(Collection<String> people) {
        return session.createNativeQuery(NAMES, Object[].class)
                .setParameter("key", programKey)
                .setParameter("people", Rows.json(people))
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
    }

    Uni<Void> choose(String tenantId, String person, String name, Instant at) {
        return session.createNativeQuery(CHOOSE)
                .setParameter("tenant", tenantId)
                .setParameter("key", programKey)
                .setParameter("person", person)
                .setParameter("name", name)
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> forget(String person) {
        return session.createNativeQuery(FORGET)
                .setParameter("key", programKey)
                .setParameter("person", person)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String bound(@Nullable Instant at, String open) {
        return at == null ? open : at.toString();
    }
}
