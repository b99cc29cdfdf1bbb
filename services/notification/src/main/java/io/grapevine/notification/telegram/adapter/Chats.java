package io.grapevine.notification.telegram.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose Telegram chats are known, and the links by which they become known. */
@ApplicationScoped
class Chats {

    // 24 bytes are 32 characters, half of what a link may carry.
    private static final int TOKEN_BYTES = 24;
    // Chats belong to accounts, not to tenants: one that follows two tenants is found for both.
    private static final String ALL_TENANTS = "telegram";

    // Whoever erases the reader waits until it is kept, and then finds it.
    private static final String KNOWN = """
            select reader_id from readers where tenant_id = :tenant and reader_id = :reader and erased_at is null for share""";

    private static final String FORGET_OLD_LINKS =
            "delete from telegram_links where tenant_id = :tenant and (until <= :now or reader_id = :reader)";

    private static final String KEEP_LINK = """
            insert into telegram_links (tenant_id, token_hash, reader_id, until) values (:tenant, :token, :reader, :until)""";

    private static final String WHOSE_LINK = "select tenant_id from telegram_links where token_hash = :token";

    private static final String TAKE_LINK = """
            delete from telegram_links where tenant_id = :tenant and token_hash = :token and until > :now returning reader_id""";

    private static final String KEEP = """
            insert into addresses (tenant_id, reader_id, channel, sealed, address_hash, created_at)
            values (:tenant, :reader, 'telegram', :sealed, :hash, :now)
            on conflict (tenant_id, reader_id, channel) do update
                set sealed = excluded.sealed, address_hash = excluded.address_hash, created_at = excluded.created_at""";

    private static final String REACHED = """
            insert into reader_channels (tenant_id, reader_id, channel, promotional) values (:tenant, :reader, 'telegram', true)
            on conflict do nothing""";

    private static final String ONE =
            "select sealed from addresses where tenant_id = :tenant and reader_id = :reader and channel = 'telegram'";

    private static final String WHOSE_CHAT = "select distinct tenant_id from addresses where address_hash = :hash";

    private static final String FORGET = """
            with gone as (delete from addresses where tenant_id = :tenant and channel = 'telegram' and address_hash = :hash returning reader_id)
            delete from reader_channels c using gone where c.tenant_id = :tenant and c.reader_id = gone.reader_id and c.channel = 'telegram'""";

    private final TenantTransactions transactions;
    private final PersonalData personalData;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Chats(TenantTransactions transactions, PersonalData personalData, InstantSource clock) {
        this.transactions = transactions;
        this.personalData = personalData;
        this.clock = clock;
    }

    /** A token for the reader, who has no other then; empty if nobody knows the reader. */
    Uni<Optional<String>> link(String tenantId, String readerId, Instant until) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return transactions.inTenant(
                tenantId,
                session -> knows(session, tenantId, readerId)
                        .chain(known -> known
                                ? keepLink(session, tenantId, readerId, token, until)
                                        .replaceWith(Optional.of(token))
                                : Uni.createFrom().item(Optional.empty())));
    }

    /** Takes the token; false if it is none of ours, was used or is over. */
    Uni<Boolean> follow(String token, String chatId) {
        var hash = ApiKeys.hash(token);
        return transactions
                .presenting(
                        "telegram_token",
                        hash,
                        session -> session.createNativeQuery(WHOSE_LINK, String.class)
                                .setParameter("token", hash)
                                .getResultList())
                .chain(tenants -> tenants.isEmpty()
                        ? Uni.createFrom().item(false)
                        : transactions.inTenant(
                                tenants.getFirst(), session -> follow(session, tenants.getFirst(), hash, chatId)));
    }

    /** Nothing more to this chat, whoever it follows. */
    Uni<Void> forget(String chatId) {
        var hash = hash(chatId);
        return transactions
                .presenting(
                        "chat_hash",
                        hash,
                        session -> session.createNativeQuery(WHOSE_CHAT, String.class)
                                .setParameter("hash", hash)
                                .getResultList())
                .chain(tenants -> Multi.createFrom()
                        .iterable(tenants)
                        .onItem()
                        .transformToUniAndConcatenate(tenantId -> forget(tenantId, chatId))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /** Nothing more of this tenant to this chat. */
    Uni<Integer> forget(String tenantId, String chatId) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(FORGET)
                        .setParameter("tenant", tenantId)
                        .setParameter("hash", hash(chatId))
                        .executeUpdate());
    }

    Uni<Optional<String>> of(String tenantId, String readerId) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(ONE, String.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("reader", readerId)
                        .getResultList()
                        .map(found -> found.stream().findFirst().map(kept -> open(tenantId, kept))));
    }

    private Uni<Void> keepLink(
            Mutiny.StatelessSession session, String tenantId, String readerId, String token, Instant until) {
        return session.createNativeQuery(FORGET_OLD_LINKS)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(KEEP_LINK)
                        .setParameter("tenant", tenantId)
                        .setParameter("token", ApiKeys.hash(token))
                        .setParameter("reader", readerId)
                        .setParameter("until", until)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Boolean> follow(Mutiny.StatelessSession session, String tenantId, String tokenHash, String chatId) {
        return session.createNativeQuery(TAKE_LINK, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("token", tokenHash)
                .setParameter("now", clock.instant())
                .getResultList()
                .chain(readers -> readers.isEmpty()
                        ? Uni.createFrom().item(false)
                        : keep(session, tenantId, readers.getFirst(), chatId).replaceWith(true));
    }

    private Uni<Integer> keep(Mutiny.StatelessSession session, String tenantId, String readerId, String chatId) {
        return session.createNativeQuery(KEEP)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .setParameter("sealed", seal(tenantId, readerId, chatId))
                .setParameter("hash", hash(chatId))
                .setParameter("now", clock.instant())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(REACHED)
                        .setParameter("tenant", tenantId)
                        .setParameter("reader", readerId)
                        .executeUpdate());
    }

    private static Uni<Boolean> knows(Mutiny.StatelessSession session, String tenantId, String readerId) {
        return session.createNativeQuery(KNOWN, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .getResultList()
                .map(found -> !found.isEmpty());
    }

    private String hash(String chatId) {
        return personalData.linkMac(ALL_TENANTS, "chat\n" + chatId);
    }

    private String seal(String tenantId, String readerId, String chatId) {
        try {
            return EventJson.mapper()
                    .writeValueAsString(personalData.seal(tenantId, readerId, Map.of("address", chatId)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed chat cannot be written", e);
        }
    }

    private String open(String tenantId, String text) {
        try {
            var sealed = EventJson.mapper().readValue(text, PersonalData.Sealed.class);
            return personalData.open(tenantId, sealed.fields(), sealed.key()).getOrDefault("address", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed chat cannot be read", e);
        }
    }
}
