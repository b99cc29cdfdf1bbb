package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.NoticeVerdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notices as they are claimed before they are handed over and settled after, in the caller's transaction. */
@ApplicationScoped
class Notices {

    /** An attempt and its settlement surely fit into it; a claim older than that was left behind by a crash. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final String NOTICE = """
            c.tenant_id, c.notice_id, c.subject, c.moment, c.reader_id, c.channel, coalesce(n.name, c.program_key) as program,
            case when c.moment = 'payout_sent' then cast(jsonb_set(c.details, '{amountMinor}', (select to_jsonb(sum(x.amount_minor))
                from notice_parts x where x.tenant_id = c.tenant_id and x.subject = c.subject and x.reader_id = c.reader_id)) as text)
            else cast(c.details as text) end as details, c.program_key, c.happened_at, coalesce(c.lease, '') as lease, c.failures, c.attempts, c.correlation_id,
            p.locale, p.has_email, p.referral_code, p.key_id, p.ciphertext, k.person, k.master_key_version, k.wrapped_key, cast(f.body as text) as preferences, h.host, b.accent, b.sender, b.reply_to,
            (select cast(jsonb_object_agg(w.language, w.wording) as text) from (select distinct on (y.language) y.language, y.wording
                from templates y where y.tenant_id = c.tenant_id and y.program_key = c.program_key and y.moment = c.moment
                order by y.language, y.version desc) w) as wordings,
            (select s.state from changes s where s.tenant_id = c.tenant_id and s.subject = c.subject order by s.sequence desc limit 1)
                as state,
            c.channel = 'email' and exists (select 1 from suppressions x where x.tenant_id = c.tenant_id
                and x.address_hash = p.address_hash)
            or c.moment in ('invitation', 'invitation_reminder') and exists (select 1 from invitations i join invitations o
                on o.tenant_id = i.tenant_id and o.address_hash = i.address_hash and o.invitation_id <> i.invitation_id
                join preferences l on l.tenant_id = o.tenant_id and l.reader_id = o.invitation_id and l.body -> 'left' @> '["EMAIL"]'
                where i.tenant_id = c.tenant_id and i.invitation_id = c.reader_id) as suppressed,
            c.moment in ('invitation', 'invitation_reminder') and (exists (select 1 from readers x where x.tenant_id = c.tenant_id
                and x.address_hash = p.address_hash and x.reader_id not like 'inv|_%' escape '|')
            or exists (select 1 from invitations i where i.tenant_id = c.tenant_id and i.invitation_id = c.reader_id
                and (i.taken_back_at is not null or c.moment = 'invitation_reminder' and not i.reminder))
            or c.moment = 'invitation_reminder' and not exists (select 1 from notices x where x.tenant_id = c.tenant_id
                and x.subject = c.subject and x.moment = 'invitation' and x.reader_id = c.reader_id and x.channel = c.channel
                and x.status = 'sent'))
            or c.moment = 'milestone_near' and (select count(*) + 1 from brought x where x.tenant_id = c.tenant_id
                and x.participant_id = c.reader_id and x.program_key = c.program_key) <> cast(c.details ->> 'pieces' as bigint) as arrived,
            (c.reader_id not like 'inv|_%' escape '|' or exists (select 1 from invitations i where i.tenant_id = c.tenant_id
                and i.invitation_id = c.reader_id and i.forgotten_at is null))
            and not (c.promotional and exists (select 1 from reader_channels x where x.tenant_id = c.tenant_id
                and x.reader_id = c.reader_id and x.channel = c.channel and not x.promotional)) as consented,
            coalesce(t.told, 0) as told, t.told_since
            from changed c left join preferences f on f.tenant_id = c.tenant_id and f.reader_id = c.reader_id
            left join tenant_hosts h on h.tenant_id = c.tenant_id
            left join brands b on b.tenant_id = c.tenant_id and b.program_key = c.program_key
            left join lateral (select cast(count(*) as integer) as told, min(coalesce(x.ended_at, x.due_at)) as told_since from notices x
                where c.promotional and x.promotional and x.tenant_id = c.tenant_id and x.reader_id = c.reader_id
                and x.channel = c.channel and x.notice_id <> c.notice_id and (x.status = 'sending'
                or x.status in ('sent', 'unknown') and x.ended_at > :window)) t on true
            left join readers p on p.tenant_id = c.tenant_id and p.reader_id = c.reader_id
            left join personal_keys k on k.tenant_id = p.tenant_id and k.key_id = p.key_id
            left join program_names n on n.tenant_id = c.tenant_id and n.program_key = c.program_key""";

    private static final String CLAIM = """
            with due as (select tenant_id, notice_id from notices where tenant_id = :tenant and channel = :channel
                and status = 'pending' and due_at <= :now order by due_at, notice_id limit :room for update skip locked),
            changed as (update notices m set status = 'sending', lease = :lease, due_at = :until, attempts = attempts + 1
                from due where m.tenant_id = due.tenant_id and m.notice_id = due.notice_id returning m.*)
            select\s""" + NOTICE;

    private static final String GIVE_UP = """
            with left_behind as (select tenant_id, notice_id from notices where tenant_id = :tenant and channel = :channel
                and status = 'sending' and due_at <= :now limit :room for update skip locked),
            changed as (update notices m set status = 'unknown', lease = null, last_error = 'left_behind', ended_at = :now
                from left_behind l where m.tenant_id = l.tenant_id and m.notice_id = l.notice_id returning m.*)
            select\s""" + NOTICE;

    private static final String TAKE_UP = """
            update notices set status = 'pending', lease = null, last_error = 'left_behind', due_at = :now
            where (tenant_id, notice_id) in (select tenant_id, notice_id from notices where tenant_id = :tenant and channel = :channel
                and status = 'sending' and due_at <= :now limit :room for update skip locked)""";

    private static final String SETTLE = """
            update notices set status = :status, due_at = :due, lease = null, failures = :failures,
                last_error = nullif(:error, ''),
                ended_at = case when :status = 'pending' then null else cast(:now as timestamptz) end
            where tenant_id = :tenant and notice_id = :notice and lease = :lease and status = 'sending'""";

    private final CourierConfig config;

    Notices(CourierConfig config) {
        this.config = config;
    }

    /** Up to {@code room} due notices of the channel, claimed; what others hold is passed over. */
    Uni<List<ClaimedNoticeRow>> claim(
            Mutiny.StatelessSession session, String tenantId, Channel channel, int room, Instant now) {
        // Who counts what a reader was told must see what another instance is about to tell.
        return IdentityLocks.take(session, tenantId, "told", List.of(channel.wireName()))
                .chain(() -> session.createNativeQuery(CLAIM, ClaimedNoticeRow.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("channel", channel.wireName())
                        .setParameter("now", now)
                        .setParameter("room", room)
                        .setParameter("lease", Identifier.next("lea"))
                        .setParameter("until", now.plus(LEASE))
                        .setParameter("window", now.minus(config.capWithin()))
                        .getResultList());
    }

    /** Ends up to {@code room} claims that were never settled: whether those notices were sent, nobody knows. */
    Uni<List<ClaimedNoticeRow>> giveUpLeftBehind(
            Mutiny.StatelessSession session, String tenantId, Channel channel, int room, Instant now) {
        return session.createNativeQuery(GIVE_UP, ClaimedNoticeRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("channel", channel.wireName())
                .setParameter("now", now)
                .setParameter("room", room)
                .setParameter("window", now)
                .getResultList();
    }

    /** Up to {@code room} claims that were never settled are due again: the other side drops what it has. */
    Uni<Integer> takeUpLeftBehind(
            Mutiny.StatelessSession session, String tenantId, Channel channel, int room, Instant now) {
        return session.createNativeQuery(TAKE_UP)
                .setParameter("tenant", tenantId)
                .setParameter("channel", channel.wireName())
                .setParameter("now", now)
                .setParameter("room", room)
                .executeUpdate();
    }

    /** Writes the outcome; false if the claim was given up meanwhile. */
    Uni<Boolean> settle(Mutiny.StatelessSession session, ClaimedNoticeRow notice, NoticeVerdict verdict, Instant now) {
        return session.createNativeQuery(SETTLE)
                .setParameter("status", verdict.status().wireName())
                .setParameter("due", now.plus(verdict.delay()))
                .setParameter("failures", notice.failures + (verdict.isFailure() ? 1 : 0))
                .setParameter("error", verdict.error())
                .setParameter("now", now)
                .setParameter("tenant", notice.tenantId)
                .setParameter("notice", notice.noticeId)
                .setParameter("lease", notice.lease)
                .executeUpdate()
                .map(settled -> settled == 1);
    }
}
