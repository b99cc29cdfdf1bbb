package io.grapevine.notification.feed.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.notification.feed.FeedPlace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Entries of feeds, in the caller's transaction. */
@ApplicationScoped
class FeedEntries {

    private static final String KNOWN =
            "select count(*) from readers where tenant_id = :tenant and reader_id = :reader and erased_at is null";

    private static final String WISH =
            "select cast(body as text) from preferences where tenant_id = :tenant and reader_id = :reader";

    // A warning of the end of a reward that was used meanwhile is none any more. What an erased reader was told is not
    // there any more, either.
    private static final String IN_FEED = """
            n.tenant_id = :tenant and n.channel = 'feed' and n.status = 'sent' and n.due_at <= :now and not (n.moment = 'reward_expiring'
                and exists (select 1 from changes s where s.tenant_id = n.tenant_id and s.subject = n.subject)
                and (select s.state from changes s where s.tenant_id = n.tenant_id and s.subject = n.subject
                    order by s.sequence desc limit 1) <> 'released')""";

    private static final String ENTRY = """
            select n.tenant_id, n.notice_id, n.reader_id, n.moment, n.program_key, coalesce(p.name, n.program_key) as program, n.subject,
                case when n.moment = 'payout_sent' then cast(jsonb_set(n.details, '{amountMinor}', (select to_jsonb(sum(x.amount_minor))
                    from notice_parts x where x.tenant_id = n.tenant_id and x.subject = n.subject and x.reader_id = n.reader_id)) as text)
                else cast(n.details as text) end as details, n.happened_at, n.due_at, n.read_at, r.locale, cast(f.body as text) as preferences,
                (select cast(jsonb_object_agg(w.language, w.wording) as text) from (select distinct on (y.language) y.language, y.wording
                    from templates y where y.tenant_id = n.tenant_id and y.program_key = n.program_key and y.moment = n.moment
                    order by y.language, y.version desc) w) as wordings
            from notices n
                left join readers r on r.tenant_id = n.tenant_id and r.reader_id = n.reader_id
                left join preferences f on f.tenant_id = n.tenant_id and f.reader_id = n.reader_id
                left join program_names p on p.tenant_id = n.tenant_id and p.program_key = n.program_key
            where\s""" + IN_FEED;

    private static final String PAGE = ENTRY + """
             and n.reader_id = :reader and (n.due_at, n.notice_id) < (:at, :id) and (n.read_at is null or not :unread)
                and n.moment not in (select jsonb_array_elements_text(cast(cast(:unwanted as text) as jsonb)))
            order by n.due_at desc, n.notice_id desc limit :room""";

    private static final String SINCE = ENTRY + """
             and n.reader_id = :reader and n.due_at > :from order by n.due_at, n.notice_id limit :room""";

    private static final String NEW_FOR = "select * from (" + ENTRY + """
             and n.due_at > :from and n.reader_id in (select jsonb_array_elements_text(cast(cast(:readers as text) as jsonb)))
            order by n.due_at desc, n.notice_id desc limit :room) latest order by due_at, notice_id""";

    private static final String UNREAD = "select count(*) from notices n where " + IN_FEED + """
             and n.reader_id = :reader and n.read_at is null
                and n.moment not in (select jsonb_array_elements_text(cast(cast(:unwanted as text) as jsonb)))""";

    private static final String ONE = ENTRY + " and n.reader_id = :reader and n.notice_id = :id";

    private static final String MARK_ONE = """
            update notices set read_at = :now where tenant_id = :tenant and reader_id = :reader and channel = 'feed'
                and notice_id = :id and read_at is null""";

    private static final String MARK_UP_TO = """
            update notices set read_at = :now where tenant_id = :tenant and reader_id = :reader and channel = 'feed'
                and read_at is null and (due_at, notice_id) <= (:at, :id)""";

    /** Whose feed it is, as far as a statement must know. */
    record Reader(String tenantId, String readerId) {}

    Uni<Boolean> knows(Mutiny.StatelessSession session, Reader reader) {
        return session.createNativeQuery(KNOWN, Long.class)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId())
                .getSingleResult()
                .map(found -> found > 0);
    }

    /** JSON; empty list = as usual. */
    Uni<List<String>> wish(Mutiny.StatelessSession session, Reader reader) {
        return session.createNativeQuery(WISH, String.class)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId())
                .getResultList();
    }

    /** Newest first, before the place. */
    Uni<List<FeedRow>> page(
            Mutiny.StatelessSession session,
            Reader reader,
            FeedPlace before,
            boolean unread,
            List<String> unwanted,
            int room,
            Instant now) {
        return of(session, PAGE, reader)
                .setParameter("at", before.at())
                .setParameter("id", before.entryId())
                .setParameter("unread", unread)
                .setParameter("unwanted", Rows.json(unwanted))
                .setParameter("room", room)
                .setParameter("now", now)
                .getResultList();
    }

    /** Oldest first. */
    Uni<List<FeedRow>> since(Mutiny.StatelessSession session, Reader reader, Instant from, int room, Instant now) {
        return of(session, SINCE, reader)
                .setParameter("from", from)
                .setParameter("room", room)
                .setParameter("now", now)
                .getResultList();
    }

    /** What came for any of these readers, the newest if there are too many, oldest first. */
    Uni<List<FeedRow>> newFor(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<String> readerIds,
            Instant from,
            int room,
            Instant now) {
        return session.createNativeQuery(NEW_FOR, FeedRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("readers", Rows.json(readerIds))
                .setParameter("from", from)
                .setParameter("room", room)
                .setParameter("now", now)
                .getResultList();
    }

    Uni<Long> unread(Mutiny.StatelessSession session, Reader reader, List<String> unwanted, Instant now) {
        return session.createNativeQuery(UNREAD, Long.class)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId())
                .setParameter("unwanted", Rows.json(unwanted))
                .setParameter("now", now)
                .getSingleResult();
    }

    /** The entry, if it stands in this reader's feed. */
    Uni<List<FeedRow>> one(Mutiny.StatelessSession session, Reader reader, String entryId, Instant now) {
        return of(session, ONE, reader)
                .setParameter("id", entryId)
                .setParameter("now", now)
                .getResultList();
    }

    Uni<Integer> mark(Mutiny.StatelessSession session, Reader reader, String entryId, Instant now) {
        return session.createNativeQuery(MARK_ONE)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId())
                .setParameter("id", entryId)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** The entry at that place and all before it. */
    Uni<Integer> markUpTo(Mutiny.StatelessSession session, Reader reader, FeedPlace place, Instant now) {
        return session.createNativeQuery(MARK_UP_TO)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId())
                .setParameter("at", place.at())
                .setParameter("id", place.entryId())
                .setParameter("now", now)
                .executeUpdate();
    }

    private static Mutiny.SelectionQuery<FeedRow> of(Mutiny.StatelessSession session, String query, Reader reader) {
        return session.createNativeQuery(query, FeedRow.class)
                .setParameter("tenant", reader.tenantId())
                .setParameter("reader", reader.readerId());
    }
}
