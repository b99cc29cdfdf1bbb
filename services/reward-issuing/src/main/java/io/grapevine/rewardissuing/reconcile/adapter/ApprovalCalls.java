package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.identifier.Identifier;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Calls about rewards that the merchant's own system must approve. Who calls holds a lease; an instance that dies in between delays the
 * call by no more than that, and one that comes back after it decides nothing.
 */
final class ApprovalCalls {

    /** An attempt and its settlement fit into it. */
    static final Duration LEASE = Duration.ofSeconds(40);

    private static final String TO_ASK = """
            w.status = 'review' and w.reason = 'approval_required' and w.given #>> '{approval,callback}' is not null \
            and (c.due_at is null or c.due_at <= :now)""";
    private static final String WORKLIST = """
            select distinct w.tenant_id from rewards w left join approval_calls c \
            on c.tenant_id = w.tenant_id and c.reward_id = w.reward_id where """ + " " + TO_ASK + """
             order by w.tenant_id limit :most""";
    // A twin that claims at the same moment waits for the first, sees the lease it took, and takes nothing.
    private static final String CLAIM = """
            with claimed as (insert into approval_calls as a (tenant_id, reward_id, first_at, due_at, lease, failures) \
            select w.tenant_id, w.reward_id, cast(:now as timestamptz), cast(:until as timestamptz), :lease, 0 from rewards w \
            left join approval_calls c on c.tenant_id = w.tenant_id and c.reward_id = w.reward_id \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and""" + " " + TO_ASK + """
             order by w.reward_id limit :room on conflict (tenant_id, reward_id) do update \
            set due_at = excluded.due_at, lease = excluded.lease where a.due_at <= :now \
            returning a.tenant_id, a.reward_id, a.first_at, a.failures, a.lease) \
            select cast(jsonb_build_object('reward_id', a.reward_id, 'first_at', a.first_at, 'failures', a.failures, \
            'lease', a.lease, 'reward', to_jsonb(w)) as text) from claimed a join rewards w \
            on w.tenant_id = a.tenant_id and w.reward_id = a.reward_id order by a.reward_id""";
    private static final String SETTLE = """
            with settled as (update approval_calls set lease = null, due_at = cast(:due as timestamptz), failures = :failures, \
            last_error = nullif(:error, ''), \
            answered_at = case when :error = '' then cast(:now as timestamptz) else answered_at end \
            where reward_id = :reward and lease = :lease returning reward_id) select reward_id from settled""";

    private ApprovalCalls() {}

    /** A call to make, and the reward as it was when it was claimed. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Claim(String rewardId, Instant firstAt, int failures, String lease, RewardRow reward) {}

    static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant now, int most) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    static Uni<List<Claim>> claim(Mutiny.StatelessSession session, Instant now, int room) {
        return session.createNativeQuery(CLAIM, String.class)
                .setParameter("now", now)
                .setParameter("until", now.plus(LEASE))
                .setParameter("lease", Identifier.next("lea"))
                .setParameter("room", room)
                .getResultList()
                .map(rows -> JsonRows.read(rows, Claim.class));
    }

    /** It was answered; false if the lease was lost and somebody else decides. */
    static Uni<Boolean> answered(Mutiny.StatelessSession session, Claim claim, Instant now) {
        return settle(session, claim, "", claim.failures(), now, now);
    }

    /** It was not, and is made again; false if the lease was lost. */
    static Uni<Boolean> failed(Mutiny.StatelessSession session, Claim claim, String error, Instant dueAt, Instant now) {
        return settle(session, claim, error, claim.failures() + 1, dueAt, now);
    }

    private static Uni<Boolean> settle(
            Mutiny.StatelessSession session, Claim claim, String error, int failures, Instant dueAt, Instant now) {
        return session.createNativeQuery(SETTLE, String.class)
                .setParameter("due", dueAt)
                .setParameter("failures", failures)
                .setParameter("error", error)
                .setParameter("now", now)
                .setParameter("reward", claim.rewardId())
                .setParameter("lease", claim.lease())
                .getSingleResultOrNull()
                .map(ApprovalCalls::isThere);
    }

    private static boolean isThere(@Nullable String rewardId) {
        return rewardId != null;
    }
}
