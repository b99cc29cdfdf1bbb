package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What payment providers are asked, until they have answered for good. */
final class Sendings {

    /** Longer than an attempt takes: until it ends no other instance asks the same. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String ADD = """
            insert into payout_sendings (tenant_id, line_id, state, attempts, due_at) select l.tenant_id, l.line_id, 'waiting', 0, :now \
            from payout_lines l where l.payout_id = :id and l.status = 'due' \
            and l.tenant_id = (select current_setting('grapevine.tenant', true)) on conflict do nothing""";
    // The line counts as sent before anything is sent: a crash afterwards must not make it look unsent.
    private static final String CLAIM = """
            with due as (select s.line_id from payout_sendings s where s.due_at <= :now \
            and s.tenant_id = (select current_setting('grapevine.tenant', true)) order by s.due_at limit :most for update skip locked), \
            claimed as (update payout_sendings s set attempts = s.attempts + 1, due_at = :until from due where s.line_id = due.line_id \
            and s.tenant_id = (select current_setting('grapevine.tenant', true)) returning s.line_id, s.attempts), \
            sent as (update payout_lines l set status = 'sent', changed_at = :now from due where l.line_id = due.line_id \
            and l.status = 'due' and l.tenant_id = (select current_setting('grapevine.tenant', true)) returning l.line_id) \
            select cast(jsonb_build_object('line_id', l.line_id, 'payout_id', l.payout_id, 'external_id', l.external_id, \
            'amount_minor', l.booked_minor, 'currency', p.currency, 'attempts', c.attempts, 'personal', a.personal) as text) \
            from claimed c join payout_lines l on l.line_id = c.line_id and l.tenant_id = (select current_setting('grapevine.tenant', true)) \
            join payouts p using (tenant_id, payout_id) left join payee_accounts a on a.tenant_id = l.tenant_id \
            and a.external_id = l.external_id and a.account = l.account""";
    private static final String WAIT = """
            update payout_sendings set state = :state, error = cast(nullif(:error, '') as text), due_at = :due where line_id = :line \
            and tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String PAYOUT_OF =
            "select l.payout_id from payout_lines l where l.line_id = :line and l.tenant_id = (select current_setting('grapevine.tenant', true))";

    private Sendings() {}

    /** A payment that this instance may now ask for. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Claimed(
            String lineId,
            String payoutId,
            String externalId,
            long amountMinor,
            String currency,
            int attempts,
            @Nullable String personal) {}

    static Uni<Integer> add(Mutiny.StatelessSession session, String payoutId, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("now", now)
                .setParameter("id", payoutId)
                .executeUpdate();
    }

    static Uni<List<Claimed>> claim(Mutiny.StatelessSession session, int most, Instant now) {
        return session.createNativeQuery(CLAIM, String.class)
                .setParameter("now", now)
                .setParameter("until", now.plus(LEASE))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> Payouts.read(rows, Claimed.class));
    }

    /** @param error empty if there is none */
    static Uni<Integer> again(Mutiny.StatelessSession session, String lineId, String state, String error, Instant due) {
        return session.createNativeQuery(WAIT)
                .setParameter("state", state)
                .setParameter("error", error)
                .setParameter("due", due)
                .setParameter("line", lineId)
                .executeUpdate();
    }

    static Uni<Optional<String>> payoutOf(Mutiny.StatelessSession session, String lineId) {
        return session.createNativeQuery(PAYOUT_OF, String.class)
                .setParameter("line", lineId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }
}
