package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.coupon.HandOut;
import io.grapevine.rewardissuing.coupon.Stock;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Codes of pools as they are given out. Whoever gives out codes of a pool, or imports into it, holds its row: no code is given twice,
 * and none is left lying while somebody waits.
 */
final class PooledCodes {

    // Only a pool that somebody waits for and that has something; one that another instance works on is left to it.
    private static final String TO_SERVE = """
            select p.pool from coupon_pools p where p.imported > p.given_out and exists (select from rewards w \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and w.status = 'waiting_for_coupon' \
            and w.coupon ->> 'pool' = p.pool) order by p.pool limit 1 for update skip locked""";
    private static final String LEFT = """
            select c.code from coupon_codes c where c.pool = :pool and c.reward_id is null order by c.place limit :most""";
    private static final String GIVE = """
            update coupon_codes c set reward_id = r.reward_id, given_at = r.given_at \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(code text, reward_id text, given_at timestamptz) \
            where c.code = r.code and c.reward_id is null""";
    private static final String COUNT_GIVEN = """
            update coupon_pools set given_out = given_out + :given where pool = :pool \
            returning cast(jsonb_build_object('pool', pool, 'imported', imported, 'given_out', given_out) as text)""";

    private PooledCodes() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record GivenRow(String code, String rewardId, Instant givenAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record PoolRow(String pool, long imported, long givenOut) {
        Stock toStock() {
            return new Stock(pool, imported, givenOut, 0);
        }
    }

    /** A pool to give out from, locked; empty if there is none to serve. */
    static Uni<Optional<String>> toServe(Mutiny.StatelessSession session) {
        return session.createNativeQuery(TO_SERVE, String.class)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** The codes next in turn. */
    static Uni<List<String>> left(Mutiny.StatelessSession session, String pool, int most) {
        return session.createNativeQuery(LEFT, String.class)
                .setParameter("pool", pool)
                .setParameter("most", most)
                .getResultList();
    }

    /** Answers what the pool has then. */
    static Uni<Stock> give(Mutiny.StatelessSession session, String pool, List<HandOut> handedOut, Instant now) {
        var rows = handedOut.stream()
                .map(each -> new GivenRow(each.code(), each.change().reward().id(), now))
                .toList();
        return Rows.write(session, GIVE, rows)
                .invoke(given -> requireAll(given, rows.size()))
                .chain(given -> count(session, given, pool));
    }

    private static Uni<Stock> count(Mutiny.StatelessSession session, int given, String pool) {
        return session.createNativeQuery(COUNT_GIVEN, String.class)
                .setParameter("given", given)
                .setParameter("pool", pool)
                .getResultList()
                .map(rows -> JsonRows.read(rows, PoolRow.class).getFirst().toStock());
    }

    private static void requireAll(int given, int wanted) {
        if (given != wanted)
            throw new IllegalStateException("only " + given + " of " + wanted + " codes were free: nothing is given");
    }
}
