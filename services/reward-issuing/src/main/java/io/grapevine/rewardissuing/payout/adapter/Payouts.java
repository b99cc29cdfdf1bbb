package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Payouts in their tables. Whoever changes one holds its row, before anything that belongs to it. */
final class Payouts {

    private static final String INSERT =
            "insert into payouts select * from jsonb_populate_recordset(cast(null as payouts), cast(:rows as jsonb))";
    private static final String INSERT_LINES = """
            insert into payout_lines (tenant_id, line_id, payout_id, external_id, amount_minor, booked_minor, account, account_hint, \
            status, reason, changed_at) select tenant_id, line_id, payout_id, external_id, amount_minor, booked_minor, account, \
            account_hint, status, reason, changed_at from jsonb_populate_recordset(cast(null as payout_lines), cast(:rows as jsonb))""";
    private static final String INSERT_ITEMS = """
            insert into payout_items select * from jsonb_populate_recordset(cast(null as payout_items), cast(:rows as jsonb))""";
    // The database looks up whose key it is; what it cannot find does not sign.
    private static final String SIGN = """
            insert into payout_signatures (tenant_id, payout_id, role, person, key_hash, signed_at) \
            values (:tenant, :id, :role, '', cast(nullif(:key, '') as text), :now)""";
    private static final String LOCK = """
            select cast(to_jsonb(p) as text) from payouts p where p.payout_id = :id \
            and p.tenant_id = (select current_setting('grapevine.tenant', true)) for update""";
    private static final String SIGNERS = """
            select s.person from payout_signatures s where s.payout_id = :id \
            and s.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String MOVE = """
            update payouts set status = :status, approved_at = case when :status = 'approved' then cast(:now as timestamptz) else approved_at end, \
            ended_at = case when :status in ('settled', 'cancelled') then cast(:now as timestamptz) else ended_at end \
            where payout_id = :id and tenant_id = (select current_setting('grapevine.tenant', true))""";

    private Payouts() {}

    static Uni<Void> insert(
            Mutiny.StatelessSession session, PayoutRow payout, List<LineRow> lines, List<LineRow.ItemRow> items) {
        return Rows.write(session, INSERT, List.of(payout))
                .chain(() -> Rows.write(session, INSERT_LINES, lines))
                .chain(() -> Rows.write(session, INSERT_ITEMS, items))
                .replaceWithVoid();
    }

    /** @param keyHash of the key that signs; null where the system does, or whoever set the schedule */
    static Uni<Void> sign(
            Mutiny.StatelessSession session,
            String tenantId,
            String payoutId,
            String role,
            @Nullable String keyHash,
            Instant now) {
        return session.createNativeQuery(SIGN)
                .setParameter("tenant", tenantId)
                .setParameter("id", payoutId)
                .setParameter("role", role)
                .setParameter("key", keyHash == null ? "" : keyHash)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @throws Problem 404 */
    static Uni<PayoutRow> lock(Mutiny.StatelessSession session, String payoutId) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter("id", payoutId)
                .getSingleResultOrNull()
                .map(row -> read(
                        Optional.ofNullable(row).orElseThrow(() -> Problem.notFound("There is no such payout.")),
                        PayoutRow.class));
    }

    static Uni<List<String>> signers(Mutiny.StatelessSession session, String payoutId) {
        return session.createNativeQuery(SIGNERS, String.class)
                .setParameter("id", payoutId)
                .getResultList();
    }

    static Uni<Void> move(Mutiny.StatelessSession session, String payoutId, PayoutStatus status, Instant now) {
        return session.createNativeQuery(MOVE)
                .setParameter("status", status.wireName())
                .setParameter("now", now)
                .setParameter("id", payoutId)
                .executeUpdate()
                .replaceWithVoid();
    }

    static <R> List<R> read(List<String> rows, Class<R> type) {
        return rows.stream().map(row -> read(row, type)).toList();
    }

    static <R> R read(String row, Class<R> type) {
        try {
            return EventJson.mapper().readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds no " + type.getSimpleName(), e);
        }
    }
}
