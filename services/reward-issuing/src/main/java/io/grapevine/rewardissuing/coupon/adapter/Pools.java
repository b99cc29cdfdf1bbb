package io.grapevine.rewardissuing.coupon.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.coupon.CodeList;
import io.grapevine.rewardissuing.coupon.Stock;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Pools and their codes. Whoever imports into a pool holds its row, as whoever gives its codes out does. */
final class Pools {

    private static final String MAKE = """
            insert into coupon_pools (tenant_id, pool, imported, given_out, created_at) \
            values (:tenant, :pool, 0, 0, :now) on conflict do nothing""";
    private static final String LOCK = "select p.pool from coupon_pools p where p.pool = :pool for update";
    private static final String IMPORT = """
            insert into coupon_codes (tenant_id, code, pool, imported_at) \
            select r.tenant_id, r.code, r.pool, r.imported_at from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(place int, tenant_id text, code text, pool text, imported_at timestamptz) order by r.place \
            on conflict do nothing""";
    private static final String ELSEWHERE = """
            select c.code from coupon_codes c join jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(place int, code text, pool text) on r.code = c.code where c.pool <> r.pool order by r.place""";
    private static final String COUNT_IMPORTED =
            "update coupon_pools set imported = imported + :added where pool = :pool";
    private static final String STOCKS = """
            select cast(jsonb_build_object('pool', p.pool, 'imported', p.imported, 'given_out', p.given_out, 'waiting', \
            (select count(*) from rewards w where w.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and w.status = 'waiting_for_coupon' and w.coupon ->> 'pool' = p.pool)) as text) \
            from coupon_pools p where (:pool = '' or p.pool = :pool) and p.pool > :after order by p.pool limit :most""";

    private Pools() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record CodeRow(int place, String tenantId, String code, String pool, Instant importedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record StockRow(String pool, long imported, long givenOut, long waiting) {}

    /**
     * What an import came to.
     *
     * @param elsewhere codes that another pool of the tenant has: they stay there
     */
    record Imported(int added, List<String> elsewhere) {}

    /** Adds what is new to the pool, behind what it has; makes the pool if need be. One import of a tenant at a time: two could wait for each other. */
    static Uni<Imported> add(
            Mutiny.StatelessSession session, String tenantId, String pool, CodeList codes, Instant now) {
        var rows = new ArrayList<CodeRow>();
        for (var code : codes.codes()) rows.add(new CodeRow(rows.size(), tenantId, code, pool, now));
        return IdentityLocks.take(session, tenantId, "coupon-codes", List.of("import"))
                .chain(() -> make(session, tenantId, pool, now))
                .chain(() -> Rows.write(session, IMPORT, rows))
                .call(added -> count(session, added, pool))
                .chain(added -> Rows.read(session, ELSEWHERE, rows, String.class)
                        .map(elsewhere -> new Imported(added, elsewhere)));
    }

    /** By name; {@code pool} empty = all. */
    static Uni<List<Stock>> stocks(Mutiny.StatelessSession session, String pool, String after, int most) {
        return session.createNativeQuery(STOCKS, String.class)
                .setParameter("pool", pool)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(Pools::stock).toList());
    }

    private static Uni<List<String>> make(Mutiny.StatelessSession session, String tenantId, String pool, Instant now) {
        return session.createNativeQuery(MAKE)
                .setParameter("tenant", tenantId)
                .setParameter("pool", pool)
                .setParameter("now", now)
                .executeUpdate()
                .chain(() -> lock(session, pool));
    }

    private static Uni<List<String>> lock(Mutiny.StatelessSession session, String pool) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter("pool", pool)
                .getResultList();
    }

    private static Uni<Integer> count(Mutiny.StatelessSession session, int added, String pool) {
        return session.createNativeQuery(COUNT_IMPORTED)
                .setParameter("added", added)
                .setParameter("pool", pool)
                .executeUpdate();
    }

    private static Stock stock(String row) {
        try {
            var read = EventJson.mapper().readValue(row, StockRow.class);
            return new Stock(read.pool(), read.imported(), read.givenOut(), read.waiting());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the query answers no stock", e);
        }
    }
}
