package io.grapevine.notification.push.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.notification.push.PushForm;
import io.grapevine.notification.push.PushSubscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Browsers that asked to be told, and with them who is reached by push at all. */
@ApplicationScoped
class PushSubscriptions {

    /** Of a reader: desktops, telephones, and those that were never signed out. The oldest makes room. */
    static final int MOST_OF_A_READER = 10;

    // Whoever erases the reader waits until it is kept, and then finds it.
    private static final String KNOWN = """
            select reader_id from readers where tenant_id = :tenant and reader_id = :reader and erased_at is null for share""";

    // A browser where somebody else signed in is that person's now.
    private static final String KEEP = """
            insert into push_subscriptions (tenant_id, subscription_id, reader_id, sealed, created_at)
            values (:tenant, :id, :reader, :sealed, :now)
            on conflict (tenant_id, subscription_id) do update
                set reader_id = excluded.reader_id, sealed = excluded.sealed, created_at = excluded.created_at""";

    private static final String MAKE_ROOM = """
            delete from push_subscriptions where tenant_id = :tenant and subscription_id in (select s.subscription_id from push_subscriptions s
                where s.tenant_id = :tenant and s.reader_id = :reader order by s.created_at desc, s.subscription_id offset :most)""";

    private static final String OF_READER = """
            select subscription_id, sealed from push_subscriptions where tenant_id = :tenant and reader_id = :reader
            order by created_at""";

    private static final String FORGET =
            "delete from push_subscriptions where tenant_id = :tenant and subscription_id = :id and reader_id = :reader";

    private static final String REACHED = """
            insert into reader_channels (tenant_id, reader_id, channel) values (:tenant, :reader, 'push') on conflict do nothing""";

    private static final String NOT_REACHED = """
            delete from reader_channels c where c.tenant_id = :tenant and c.reader_id = :reader and c.channel = 'push'
                and not exists (select 1 from push_subscriptions s where s.tenant_id = c.tenant_id and s.reader_id = c.reader_id)""";

    private static final String OWNER = """
            select reader_id from push_subscriptions where tenant_id = :tenant and subscription_id = :id for update""";

    private final TenantTransactions transactions;
    private final PersonalData personalData;
    private final InstantSource clock;

    PushSubscriptions(TenantTransactions transactions, PersonalData personalData, InstantSource clock) {
        this.transactions = transactions;
        this.personalData = personalData;
        this.clock = clock;
    }

    /** One browser of a reader, opened. */
    record Browser(String id, PushSubscription subscription) {}

    /** Keeps it under a name that the endpoint gives; empty if nobody knows the reader. */
    Uni<List<String>> keep(String tenantId, String readerId, PushForm form) {
        var id = id(form.endpoint());
        return transactions.inTenant(
                tenantId,
                session -> knows(session, tenantId, readerId)
                        .chain(known -> known
                                ? keep(session, tenantId, readerId, id, seal(tenantId, readerId, form))
                                        .replaceWith(List.of(id))
                                : Uni.createFrom().item(List.of())));
    }

    /** Whether it was there. */
    Uni<Boolean> forget(String tenantId, String readerId, Collection<String> ids) {
        return transactions.inTenant(
                tenantId,
                session -> IdentityLocks.take(session, tenantId, "push", List.of(readerId))
                        .chain(() -> forgetAll(session, tenantId, readerId, List.copyOf(ids)))
                        .call(() ->
                                named(session, NOT_REACHED, tenantId, readerId).executeUpdate())
                        .map(forgotten -> forgotten > 0));
    }

    Uni<List<Browser>> of(String tenantId, String readerId) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(OF_READER, Object[].class)
                        .setParameter("tenant", tenantId)
                        .setParameter("reader", readerId)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(row -> new Browser((String) row[0], open(tenantId, (String) row[1])))
                                .toList()));
    }

    private Uni<Void> keep(
            Mutiny.StatelessSession session, String tenantId, String readerId, String id, String sealed) {
        return IdentityLocks.take(session, tenantId, "push", List.of(readerId))
                .chain(() -> session.createNativeQuery(OWNER, String.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("id", id)
                        .getResultList())
                .chain(before -> named(session, KEEP, tenantId, readerId)
                        .setParameter("id", id)
                        .setParameter("sealed", sealed)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                        .chain(() -> named(session, MAKE_ROOM, tenantId, readerId)
                                .setParameter("most", MOST_OF_A_READER)
                                .executeUpdate())
                        .chain(() -> named(session, REACHED, tenantId, readerId).executeUpdate())
                        .chain(() -> named(
                                        session, NOT_REACHED, tenantId, before.isEmpty() ? readerId : before.getFirst())
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static Uni<Integer> forgetAll(
            Mutiny.StatelessSession session, String tenantId, String readerId, List<String> ids) {
        if (ids.isEmpty()) return Uni.createFrom().item(0);
        return named(session, FORGET, tenantId, readerId)
                .setParameter("id", ids.getFirst())
                .executeUpdate()
                .chain(first -> forgetAll(session, tenantId, readerId, ids.subList(1, ids.size()))
                        .map(rest -> first + rest));
    }

    private static Mutiny.MutationQuery named(
            Mutiny.StatelessSession session, String query, String tenantId, String readerId) {
        return session.createNativeQuery(query).setParameter("tenant", tenantId).setParameter("reader", readerId);
    }

    private static Uni<Boolean> knows(Mutiny.StatelessSession session, String tenantId, String readerId) {
        return session.createNativeQuery(KNOWN, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .getResultList()
                .map(found -> !found.isEmpty());
    }

    private String seal(String tenantId, String readerId, PushForm form) {
        var fields = Map.of("endpoint", form.endpoint(), "p256dh", form.p256dh(), "auth", form.auth());
        try {
            return EventJson.mapper().writeValueAsString(personalData.seal(tenantId, readerId, fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed subscription cannot be written", e);
        }
    }

    private PushSubscription open(String tenantId, String text) {
        try {
            var sealed = EventJson.mapper().readValue(text, PersonalData.Sealed.class);
            var fields = personalData.open(tenantId, sealed.fields(), sealed.key());
            return PushSubscription.of(
                    fields.getOrDefault("endpoint", ""),
                    fields.getOrDefault("p256dh", ""),
                    fields.getOrDefault("auth", ""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed subscription cannot be read", e);
        }
    }

    private static String id(String endpoint) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
