package io.grapevine.notification.text.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.AddressForm;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Numbers and chats of participants, sealed, and with them who is reached over those channels at all. */
@ApplicationScoped
class TextAddresses {

    private static final String ADDRESS = "address";

    // Whoever erases the reader waits until it is kept, and then finds it.
    private static final String KNOWN = """
            select reader_id from readers where tenant_id = :tenant and reader_id = :reader and erased_at is null for share""";

    private static final String KEEP = """
            insert into addresses (tenant_id, reader_id, channel, sealed, address_hash, created_at)
            values (:tenant, :reader, :channel, :sealed, :hash, :now)
            on conflict (tenant_id, reader_id, channel) do update
                set sealed = excluded.sealed, address_hash = excluded.address_hash, created_at = excluded.created_at""";

    private static final String REACHED = """
            insert into reader_channels (tenant_id, reader_id, channel, promotional) values (:tenant, :reader, :channel, :promotional)
            on conflict (tenant_id, reader_id, channel) do update set promotional = excluded.promotional""";

    private static final String FORGET =
            "delete from addresses where tenant_id = :tenant and reader_id = :reader and channel = :channel";

    private static final String NOT_REACHED =
            "delete from reader_channels where tenant_id = :tenant and reader_id = :reader and channel = :channel";

    private static final String OF_READER = """
            select a.channel, a.sealed, a.created_at, c.promotional from addresses a join reader_channels c
                on c.tenant_id = a.tenant_id and c.reader_id = a.reader_id and c.channel = a.channel
            where a.tenant_id = :tenant and a.reader_id = :reader order by a.channel""";

    private static final String ONE =
            "select sealed from addresses where tenant_id = :tenant and reader_id = :reader and channel = :channel";

    // Of everybody who gave it: a family has one telephone.
    private static final String FORGET_ADDRESS = """
            with gone as (delete from addresses where tenant_id = :tenant and channel = :channel and address_hash = :hash returning reader_id)
            delete from reader_channels c using gone where c.tenant_id = :tenant and c.reader_id = gone.reader_id and c.channel = :channel""";

    // What a provider says of a number names no tenant: all that have it, or that it stopped.
    private static final String WHOSE = """
            select tenant_id from addresses where address_hash = :hash
            union select tenant_id from suppressions where reason = 'stop' and address_hash = :hash""";

    private static final String STOPPED =
            "select count(*) from suppressions where tenant_id = :tenant and address_hash = :hash";

    private static final String STOP = """
            insert into suppressions (tenant_id, address_hash, reason, detail, suppressed_at) values (:tenant, :hash, 'stop', :channel, :now)
            on conflict do nothing""";

    private static final String START =
            "delete from suppressions where tenant_id = :tenant and address_hash = :hash and reason = 'stop'";

    // Numbers belong to people, not to tenants: one that two tenants have is found for both.
    private static final String ALL_TENANTS = "text";

    private final TenantTransactions transactions;
    private final PersonalData personalData;
    private final InstantSource clock;

    TextAddresses(TenantTransactions transactions, PersonalData personalData, InstantSource clock) {
        this.transactions = transactions;
        this.personalData = personalData;
        this.clock = clock;
    }

    /** An address, opened. */
    record Kept(String channel, String address, boolean promotional, Instant since) {}

    /** What became of an address that was given. */
    enum Keeping {
        KEPT,
        /** Nobody knows the reader. */
        UNKNOWN,
        /** Its owner wrote STOP, and START not yet. */
        STOPPED
    }

    Uni<Keeping> keep(String tenantId, String readerId, Channel channel, AddressForm form) {
        return transactions.inTenant(
                tenantId,
                session -> knows(session, tenantId, readerId)
                        .chain(known -> known
                                ? keepUnlessStopped(session, tenantId, readerId, channel, form)
                                : Uni.createFrom().item(Keeping.UNKNOWN)));
    }

    private Uni<Keeping> keepUnlessStopped(
            Mutiny.StatelessSession session, String tenantId, String readerId, Channel channel, AddressForm form) {
        return session.createNativeQuery(STOPPED, Long.class)
                .setParameter("tenant", tenantId)
                .setParameter("hash", hash(channel, form.address()))
                .getSingleResult()
                .chain(stopped -> stopped > 0
                        ? Uni.createFrom().item(Keeping.STOPPED)
                        : keep(session, tenantId, readerId, channel, form).replaceWith(Keeping.KEPT));
    }

    /** Nothing more to this address, whoever gave it to whichever tenant, until {@link #start}. The second time changes nothing. */
    Uni<Void> stop(Channel channel, String address) {
        return forAllThatHaveIt(
                channel,
                address,
                (session, tenantId) -> session.createNativeQuery(STOP)
                        .setParameter("tenant", tenantId)
                        .setParameter("hash", hash(channel, address))
                        .setParameter("channel", channel.wireName())
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                        .chain(() -> forget(session, tenantId, channel, address)));
    }

    /** It may be given again; nothing is told before. */
    Uni<Void> start(Channel channel, String address) {
        return forAllThatHaveIt(
                channel,
                address,
                (session, tenantId) -> session.createNativeQuery(START)
                        .setParameter("tenant", tenantId)
                        .setParameter("hash", hash(channel, address))
                        .executeUpdate());
    }

    private Uni<Void> forAllThatHaveIt(
            Channel channel, String address, BiFunction<Mutiny.StatelessSession, String, Uni<Integer>> work) {
        var hash = hash(channel, address);
        return transactions
                .presenting(
                        "chat_hash",
                        hash,
                        session -> session.createNativeQuery(WHOSE, String.class)
                                .setParameter("hash", hash)
                                .getResultList())
                .chain(tenants -> Multi.createFrom()
                        .iterable(tenants)
                        .onItem()
                        .transformToUniAndConcatenate(
                                tenantId -> transactions.inTenant(tenantId, session -> work.apply(session, tenantId)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    Uni<Integer> forget(String tenantId, Channel channel, String address) {
        return transactions.inTenant(tenantId, session -> forget(session, tenantId, channel, address));
    }

    /** Nobody of the tenant is reached under this address any more. */
    Uni<Integer> forget(Mutiny.StatelessSession session, String tenantId, Channel channel, String address) {
        return session.createNativeQuery(FORGET_ADDRESS)
                .setParameter("tenant", tenantId)
                .setParameter("channel", channel.wireName())
                .setParameter("hash", hash(channel, address))
                .executeUpdate();
    }

    /** False if there was none. */
    Uni<Boolean> forget(String tenantId, String readerId, Channel channel) {
        return transactions.inTenant(
                tenantId,
                session -> named(session, FORGET, tenantId, readerId, channel)
                        .executeUpdate()
                        .call(() -> named(session, NOT_REACHED, tenantId, readerId, channel)
                                .executeUpdate())
                        .map(forgotten -> forgotten > 0));
    }

    Uni<List<Kept>> all(String tenantId, String readerId) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(OF_READER, Object[].class)
                        .setParameter("tenant", tenantId)
                        .setParameter("reader", readerId)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(row -> new Kept(
                                        (String) row[0],
                                        open(tenantId, (String) row[1]),
                                        (Boolean) row[3],
                                        ((OffsetDateTime) row[2]).toInstant()))
                                .toList()));
    }

    Uni<Optional<String>> of(String tenantId, String readerId, Channel channel) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(ONE, String.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("reader", readerId)
                        .setParameter("channel", channel.wireName())
                        .getResultList()
                        .map(found -> found.stream().findFirst().map(kept -> open(tenantId, kept))));
    }

    private Uni<Integer> keep(
            Mutiny.StatelessSession session, String tenantId, String readerId, Channel channel, AddressForm form) {
        return named(session, KEEP, tenantId, readerId, channel)
                .setParameter("sealed", seal(tenantId, readerId, form.address()))
                .setParameter("hash", hash(channel, form.address()))
                .setParameter("now", clock.instant())
                .executeUpdate()
                .chain(() -> named(session, REACHED, tenantId, readerId, channel)
                        .setParameter("promotional", form.promotional())
                        .executeUpdate());
    }

    private static Mutiny.MutationQuery named(
            Mutiny.StatelessSession session, String query, String tenantId, String readerId, Channel channel) {
        return session.createNativeQuery(query)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .setParameter("channel", channel.wireName());
    }

    private static Uni<Boolean> knows(Mutiny.StatelessSession session, String tenantId, String readerId) {
        return session.createNativeQuery(KNOWN, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("reader", readerId)
                .getResultList()
                .map(found -> !found.isEmpty());
    }

    /** The same of a number however tenant and provider write it; many chats are numbers, too. */
    private String hash(Channel channel, String address) {
        var written = PhoneNumbers.read(address).orElse(address);
        return personalData.linkMac(ALL_TENANTS, channel.wireName() + "\n" + written);
    }

    private String seal(String tenantId, String readerId, String address) {
        try {
            return EventJson.mapper()
                    .writeValueAsString(personalData.seal(tenantId, readerId, Map.of(ADDRESS, address)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed address cannot be written", e);
        }
    }

    private String open(String tenantId, String text) {
        try {
            var sealed = EventJson.mapper().readValue(text, PersonalData.Sealed.class);
            return personalData.open(tenantId, sealed.fields(), sealed.key()).getOrDefault(ADDRESS, "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed address cannot be read", e);
        }
    }
}
