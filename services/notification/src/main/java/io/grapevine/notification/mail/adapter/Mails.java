package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.notification.mail.MailVerdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Mails as they are claimed before they are sent and settled after, in the caller's transaction. */
@ApplicationScoped
class Mails {

    /** An attempt and its settlement surely fit into it; a claim older than that was left behind by a crash. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final String READER = """
            p.has_email, p.key_id, p.ciphertext, k.person, k.master_key_version, k.wrapped_key""";

    private static final String CLAIM = """
            with due as (select tenant_id, mail_id from mails where tenant_id = :tenant and status = 'pending'
                and due_at <= :now order by due_at, mail_id limit :room for update skip locked),
            claimed as (update mails m set status = 'sending', lease = :lease, due_at = :until, attempts = attempts + 1
                from due where m.tenant_id = due.tenant_id and m.mail_id = due.mail_id returning m.*)
            select c.tenant_id, c.mail_id, c.reward_id, coalesce(n.name, c.program_key) as program, c.participant_id, c.worth, c.lease, c.failures,
                c.attempts, c.correlation_id,\s""" + READER + """

            from claimed c left join participants p on p.tenant_id = c.tenant_id and p.participant_id = c.participant_id
            left join personal_keys k on k.tenant_id = p.tenant_id and k.key_id = p.key_id
            left join program_names n on n.tenant_id = c.tenant_id and n.program_key = c.program_key""";

    private static final String GIVE_UP = """
            with left_behind as (select tenant_id, mail_id from mails where tenant_id = :tenant and status = 'sending'
                and due_at <= :now limit :room for update skip locked),
            given as (update mails m set status = 'unknown', lease = null, last_error = 'left_behind', ended_at = :now
                from left_behind l where m.tenant_id = l.tenant_id and m.mail_id = l.mail_id returning m.*)
            select g.tenant_id, g.mail_id, g.reward_id, g.program_key as program, g.participant_id, g.worth, '' as lease, g.failures,
                g.attempts, g.correlation_id,\s""" + READER + """

            from given g left join participants p on false left join personal_keys k on false""";

    private static final String SETTLE = """
            update mails set status = :status, due_at = :due, lease = null, failures = :failures,
                last_error = nullif(:error, ''),
                ended_at = case when :status = 'pending' then null else cast(:now as timestamptz) end
            where tenant_id = :tenant and mail_id = :mail and lease = :lease and status = 'sending'""";

    /** Up to {@code room} due mails, claimed; what others hold is passed over. */
    Uni<List<ClaimedMailRow>> claim(Mutiny.StatelessSession session, String tenantId, int room, Instant now) {
        return session.createNativeQuery(CLAIM, ClaimedMailRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("now", now)
                .setParameter("room", room)
                .setParameter("lease", Identifier.next("lea"))
                .setParameter("until", now.plus(LEASE))
                .getResultList();
    }

    /** Ends up to {@code room} claims that were never settled: whether those mails were sent, nobody knows. */
    Uni<List<ClaimedMailRow>> giveUpLeftBehind(
            Mutiny.StatelessSession session, String tenantId, int room, Instant now) {
        return session.createNativeQuery(GIVE_UP, ClaimedMailRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("now", now)
                .setParameter("room", room)
                .getResultList();
    }

    /** Writes the outcome; false if the claim was given up meanwhile. */
    Uni<Boolean> settle(Mutiny.StatelessSession session, ClaimedMailRow mail, MailVerdict verdict, Instant now) {
        return session.createNativeQuery(SETTLE)
                .setParameter("status", verdict.status().wireName())
                .setParameter("due", now.plus(verdict.delay()))
                .setParameter("failures", mail.failures + (verdict.isEnd() ? 0 : 1))
                .setParameter("error", verdict.error())
                .setParameter("now", now)
                .setParameter("tenant", mail.tenantId)
                .setParameter("mail", mail.mailId)
                .setParameter("lease", mail.lease)
                .executeUpdate()
                .map(settled -> settled == 1);
    }
}
