package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.journey.LongJourney;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads touchpoints of visitors: all that a decision may consider, and of those who have more than that hardly anything else. */
final class Touchpoints {

    private static final int FEW = 2 * LongJourney.EACH_END;

    // A landing click knows its link only; the link's code is filled in here.
    private static final String WITH_CODE = TouchpointRow.COLUMNS + ", coalesce(t.code, c.code) as code ";
    private static final String AND_CODES = " left join codes c on c.tenant_id = t.tenant_id and c.link_id = t.link_id";

    // One more than few tells that there are more.
    private static final String OF_VISITORS = "select " + WITH_CODE + """
            from unnest(cast(:visitors as uuid[])) as v(visitor) cross join lateral \
            (select * from touchpoints where visitor = v.visitor limit %d) t""".formatted(FEW + 1) + AND_CODES;

    // What LongJourney considers, of each conversion by itself. A visitor's touches lie in the order of time.
    private static final String ENDS =
            "select distinct " + WITH_CODE + """
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(visitor uuid, at timestamptz) cross join lateral (\
            (select * from touchpoints where visitor = r.visitor and occurred_at <= r.at and human order by touch limit %1$d) union all \
            (select * from touchpoints where visitor = r.visitor and occurred_at <= r.at and human order by touch desc limit %1$d) union all \
            (select * from touchpoints where visitor = r.visitor and occurred_at <= r.at and not human order by touch desc limit %2$d) union all \
            (select * from touchpoints where visitor = r.visitor and occurred_at > r.at order by touch limit %2$d)) t""".formatted(LongJourney.EACH_END, LongJourney.TOLD) + AND_CODES;

    /** A conversion at a time, for which a visitor's touches are wanted. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Wanted(UUID visitor, Instant at) {}

    private final Mutiny.StatelessSession session;

    Touchpoints(Mutiny.StatelessSession session) {
        this.session = session;
    }

    /** @param wanted asked about those visitors only who have too many touches */
    Uni<List<TouchpointRow>> of(Set<UUID> visitors, Function<Set<UUID>, Uni<Set<Wanted>>> wanted) {
        if (visitors.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(OF_VISITORS, TouchpointRow.class)
                .setParameter("visitors", visitors.toArray(UUID[]::new))
                .getResultList()
                .chain(rows -> withEnds(rows, wanted));
    }

    private Uni<List<TouchpointRow>> withEnds(List<TouchpointRow> rows, Function<Set<UUID>, Uni<Set<Wanted>>> wanted) {
        if (rows.size() <= FEW) return Uni.createFrom().item(rows);
        var ofVisitor = rows.stream().collect(groupingBy(row -> row.visitor));
        var many = ofVisitor.entrySet().stream()
                .filter(visitor -> visitor.getValue().size() > FEW)
                .map(Map.Entry::getKey)
                .collect(toSet());
        if (many.isEmpty()) return Uni.createFrom().item(rows);
        return wanted.apply(many)
                .chain(conversions -> Rows.read(session, ENDS, conversions, TouchpointRow.class))
                .map(ends -> Stream.concat(rows.stream().filter(row -> !many.contains(row.visitor)), ends.stream())
                        .toList());
    }
}
