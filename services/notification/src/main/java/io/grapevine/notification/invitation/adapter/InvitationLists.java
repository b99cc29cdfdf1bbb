package io.grapevine.notification.invitation.adapter;

import io.grapevine.events.form.PageRequest;
import io.grapevine.notification.invitation.InvitationStatus;
import io.grapevine.notification.moment.NoticeStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How invitations stand: what was asked beside what became of its two mails. */
@ApplicationScoped
class InvitationLists {

    private static final String SHOWN = """
            select i.invitation_id, i.program_key, i.participant_id, i.ground, i.locale, i.reminder, i.asked_at, i.taken_back_at,
            n.status as mail, n.last_error, n.ended_at, m.status as second, m.due_at, m.ended_at as second_ended,
            exists (select 1 from readers r where r.tenant_id = i.tenant_id and r.address_hash = i.address_hash
                and r.reader_id not like 'inv|_%' escape '|') as joined,
            exists (select 1 from invitations o join preferences l on l.tenant_id = o.tenant_id and l.reader_id = o.invitation_id
                where o.tenant_id = i.tenant_id and o.address_hash = i.address_hash and l.body -> 'left' @> '["EMAIL"]') as gone
            from invitations i
            left join notices n on n.tenant_id = i.tenant_id and n.subject = i.invitation_id and n.moment = 'invitation'
                and n.reader_id = i.invitation_id and n.channel = 'email'
            left join notices m on m.tenant_id = i.tenant_id and m.subject = i.invitation_id and m.moment = 'invitation_reminder'
                and m.reader_id = i.invitation_id and m.channel = 'email'
            where i.tenant_id = :tenant""";

    private static final String ONE = SHOWN + " and i.invitation_id = :invitation";

    private static final String PAGE = SHOWN + """
             and (:participant = '' or i.participant_id = :participant) and (:after = '' or i.invitation_id < :after)
            order by i.invitation_id desc limit :most""";

    /** The second mail. */
    record Reminder(
            boolean wanted,
            @Nullable String status,
            @Nullable Instant at) {}

    /** What the tenant may know of an invitation: everything but whose it is, which only it can say. */
    record Shown(
            String id,
            String programKey,
            String participantId,
            String ground,
            @Nullable String language,
            Instant requestedAt,
            String status,
            @Nullable String reason,
            @Nullable Instant sentAt,
            @Nullable Instant takenBackAt,
            Reminder reminder) {}

    Uni<Optional<Shown>> one(Mutiny.StatelessSession session, String tenantId, String invitationId) {
        return session.createNativeQuery(ONE, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("invitation", invitationId)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(InvitationLists::shown));
    }

    /** Newest first, one more than is shown if there is one. */
    Uni<List<Shown>> page(
            Mutiny.StatelessSession session, String tenantId, @Nullable String participantId, PageRequest page) {
        return session.createNativeQuery(PAGE, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("participant", participantId == null ? "" : participantId)
                .setParameter("after", page.after())
                .setParameter("most", page.ask())
                .getResultList()
                .map(rows -> rows.stream().map(InvitationLists::shown).toList());
    }

    private static Shown shown(Object[] row) {
        var mail = mail((String) row[8]);
        var status = InvitationStatus.of((Boolean) row[14], (Boolean) row[15], row[7] != null, mail);
        return new Shown(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                at(row[6]),
                status.wireName(),
                status == InvitationStatus.NOT_SENT ? reason((String) row[9], mail) : null,
                mail == NoticeStatus.SENT ? at(row[10]) : null,
                row[7] == null ? null : at(row[7]),
                reminder(row));
    }

    private static Reminder reminder(Object[] row) {
        var second = mail((String) row[11]);
        var at = row[13] == null ? row[12] : row[13];
        return new Reminder((Boolean) row[5], second == null ? null : second.wireName(), at == null ? null : at(at));
    }

    private static @Nullable String reason(@Nullable String error, @Nullable NoticeStatus mail) {
        if (error != null) return error;
        return mail == null ? null : mail.wireName();
    }

    private static @Nullable NoticeStatus mail(@Nullable String wireName) {
        return Arrays.stream(NoticeStatus.values())
                .filter(status -> status.wireName().equals(wireName))
                .findAny()
                .orElse(null);
    }

    private static Instant at(Object value) {
        return value instanceof Instant instant ? instant : ((OffsetDateTime) value).toInstant();
    }
}
