package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.replay.Because;
import io.grapevine.attribution.replay.Credit;
import io.grapevine.attribution.replay.Difference;
import io.grapevine.attribution.replay.Totals;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a replay found to differ, conversion by conversion; the last word on each counts. */
final class ReplayDifferences {

    private static final String SAVE = """
            insert into replay_differences select * \
            from jsonb_populate_recordset(cast(null as replay_differences), cast(:rows as jsonb)) order by conversion_id \
            on conflict (tenant_id, replay_id, conversion_id) do update set occurred_at = excluded.occurred_at, \
            inside = excluded.inside, was = excluded.was, would_be = excluded.would_be, because = excluded.because""";
    private static final String REMOVE =
            "delete from replay_differences where replay_id = :id and conversion_id = any(:conversions)";
    private static final String REMOVE_ALL = "delete from replay_differences where replay_id = :id";
    private static final String PAGE = """
            select cast(to_jsonb(d) as text) from replay_differences d where d.replay_id = :id \
            and d.conversion_id > :after order by d.conversion_id limit :limit""";
    private static final String TOTALS = """
            select cast(jsonb_build_object('side', side, 'currency', currency, 'conversions', count(*), \
            'attributed', count(*) filter (where attributed), 'credited_minor', sum(credited)) as text) from ( \
            select s.side, coalesce(s.decision ->> 'currency', '') as currency, \
            s.decision ->> 'outcome' = 'attributed' as attributed, coalesce((select sum(cast(c ->> 'amountMinor' as bigint)) \
            from jsonb_array_elements(s.decision -> 'credits') c), 0) as credited \
            from replay_differences d cross join lateral (values ('was', d.was), ('would_be', d.would_be)) s(side, decision) \
            where d.replay_id = :id) sides group by side, currency""";
    // Each person's part before and after, by currency; what there is no currency of, sign-ups, stands under ''.
    private static final String BY_ADVOCATE = """
            select cast(jsonb_build_object('advocate', advocate, 'currency', currency, 'conversions', count(distinct conversion_id), \
            'was_minor', sum(minor) filter (where side = 'was'), 'would_be_minor', sum(minor) filter (where side = 'would_be'), \
            'reasons', (select jsonb_agg(distinct reason) from unnest(string_to_array(string_agg(reasons, ','), ',')) reason \
            where reason <> ''), \
            'terms', (select jsonb_agg(distinct term) from unnest(string_to_array(string_agg(terms, ','), ',')) term \
            where term <> '')) as text) from ( \
            select d.conversion_id, s.side, c ->> 'externalId' collate "C" as advocate, \
            coalesce(s.decision ->> 'currency', '') collate "C" as currency, cast(c ->> 'amountMinor' as bigint) as minor, \
            (select string_agg(r, ',') from jsonb_array_elements_text(d.because -> 'reasons') r) as reasons, \
            (select string_agg(t, ',') from jsonb_array_elements_text(d.because -> 'terms') t) as terms \
            from replay_differences d cross join lateral (values ('was', d.was), ('would_be', d.would_be)) s(side, decision) \
            cross join lateral jsonb_array_elements(s.decision -> 'credits') c where d.replay_id = :id) parts \
            where (advocate, currency) > (:advocate, :currency) group by advocate, currency \
            order by advocate, currency limit :limit""";

    private ReplayDifferences() {}

    /** A difference as the table holds it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            String tenantId,
            String replayId,
            String conversionId,
            Instant occurredAt,
            boolean inside,
            ConversionDecided was,
            ConversionDecided wouldBe,
            Because because) {

        static Row of(ReplayRow replay, Difference difference) {
            var was = difference.was();
            return new Row(
                    replay.tenantId(),
                    replay.replayId(),
                    was.conversionId(),
                    was.occurredAt(),
                    was.programKey().equals(replay.programKey())
                            && replay.period().covers(was.occurredAt()),
                    was,
                    difference.wouldBe(),
                    difference.because());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Sum(String side, String currency, long conversions, long attributed, long creditedMinor) {}

    /** What is credited to one person otherwise, in one currency. */
    @JsonNaming(SnakeCaseStrategy.class)
    record OfAdvocate(
            String advocate,
            String currency,
            long conversions,
            long wasMinor,
            long wouldBeMinor,
            List<String> reasons,
            List<String> terms) {

        OfAdvocate {
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            terms = terms == null ? List.of() : List.copyOf(terms);
        }
    }

    /** Both sides of all differences together. */
    record Sides(long changed, Totals was, Totals wouldBe) {}

    /** @param same conversions about which an earlier page may have found otherwise */
    static Uni<Integer> save(
            Mutiny.StatelessSession session,
            ReplayRow replay,
            Collection<Difference> differences,
            Collection<String> same) {
        return Rows.write(
                        session,
                        SAVE,
                        differences.stream()
                                .map(difference -> Row.of(replay, difference))
                                .toList())
                .chain(() -> same.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(REMOVE)
                                .setParameter("id", replay.replayId())
                                .setParameter("conversions", same.toArray(String[]::new))
                                .executeUpdate());
    }

    static Uni<Integer> removeAll(Mutiny.StatelessSession session, String replayId) {
        return session.createNativeQuery(REMOVE_ALL)
                .setParameter("id", replayId)
                .executeUpdate();
    }

    static Uni<List<Row>> page(Mutiny.StatelessSession session, String replayId, String after, int limit) {
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("id", replayId)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> ReplayRow.read(row, new TypeReference<Row>() {}))
                        .toList());
    }

    static Uni<List<OfAdvocate>> byAdvocate(
            Mutiny.StatelessSession session, String replayId, String advocate, String currency, int limit) {
        return session.createNativeQuery(BY_ADVOCATE, String.class)
                .setParameter("id", replayId)
                .setParameter("advocate", advocate)
                .setParameter("currency", currency)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> ReplayRow.read(row, new TypeReference<OfAdvocate>() {}))
                        .toList());
    }

    static Uni<Sides> sides(Mutiny.StatelessSession session, String replayId) {
        return session.createNativeQuery(TOTALS, String.class)
                .setParameter("id", replayId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> ReplayRow.read(row, new TypeReference<Sum>() {}))
                        .toList())
                .map(sums -> new Sides(
                        sums.stream()
                                .filter(sum -> sum.side().equals("was"))
                                .mapToLong(Sum::conversions)
                                .sum(),
                        totals(sums, "was"),
                        totals(sums, "would_be")));
    }

    private static Totals totals(List<Sum> sums, String side) {
        return new Totals(sums.stream()
                .filter(sum -> sum.side().equals(side))
                .collect(Collectors.toMap(
                        Sum::currency, sum -> new Credit(sum.conversions(), sum.attributed(), sum.creditedMinor()))));
    }
}
