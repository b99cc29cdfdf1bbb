package io.grapevine.notification.preference.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.preference.Preferences;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What readers asked for, one document each, in the caller's transaction. */
@ApplicationScoped
class PreferenceStore {

    private static final String READ =
            "select cast(body as text) from preferences where tenant_id = :tenant and reader_id = :reader";

    private static final String WRITE = """
            insert into preferences (tenant_id, reader_id, body, updated_at)
            values (:tenant, :reader, cast(cast(:body as text) as jsonb), :now)
            on conflict (tenant_id, reader_id) do update set body = excluded.body, updated_at = excluded.updated_at""";

    // Nobody but the invited person decides about an invitation's mails: what was left stays left.
    private static final String KNOWN = """
            select count(*) from readers where tenant_id = :tenant and reader_id = :reader and reader_id not like 'inv|_%' escape '|'
                and erased_at is null""";

    Uni<Boolean> knows(Mutiny.StatelessSession session, String tenantId, String readerId) {
        return session.createNativeQuery(KNOWN, Long.class)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .getSingleResult()
                .map(found -> found > 0);
    }

    Uni<Preferences> of(Mutiny.StatelessSession session, String tenantId, String readerId) {
        return session.createNativeQuery(READ, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .getResultList()
                .map(found -> found.isEmpty() ? Preferences.USUAL : read(found.getFirst()));
    }

    Uni<Void> keep(Mutiny.StatelessSession session, String tenantId, String readerId, Preferences wish, Instant now) {
        return session.createNativeQuery(WRITE)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .setParameter("body", write(wish))
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Nothing promotional any more over this channel; the second time changes nothing. */
    Uni<Void> leave(Mutiny.StatelessSession session, String tenantId, String readerId, Channel channel, Instant now) {
        return IdentityLocks.take(session, tenantId, "preferences", List.of(readerId))
                .chain(() -> of(session, tenantId, readerId))
                .chain(wish -> keep(session, tenantId, readerId, without(wish, channel), now));
    }

    private static Preferences without(Preferences wish, Channel channel) {
        var left = new HashSet<>(wish.left());
        left.add(channel);
        return new Preferences(wish.choices(), left, wish.quiet(), wish.zone(), wish.digest());
    }

    private static Preferences read(String body) {
        try {
            return EventJson.mapper().readValue(body, Preferences.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept preferences cannot be read", e);
        }
    }

    private static String write(Preferences wish) {
        try {
            return EventJson.mapper().writeValueAsString(wish);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("preferences cannot be written", e);
        }
    }
}
