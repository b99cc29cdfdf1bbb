package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps readers' sealed addresses and the keys that open them; an erased key is deleted, and the address with it. */
@ApplicationScoped
class ReaderConsumer {

    private static final String SAVE_READERS = """
            insert into readers (tenant_id, reader_id, program_key, external_id, referral_code, locale, has_email, key_id, ciphertext, address_hash)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "readerId" text, "programKey" text,
                "externalId" text, "referralCode" text, "locale" text, "hasEmail" boolean, "keyId" text, "ciphertext" text, "addressHash" text)
            order by r."readerId"
            on conflict (tenant_id, reader_id) do update set program_key = excluded.program_key,
                external_id = excluded.external_id, referral_code = excluded.referral_code, locale = excluded.locale,
                has_email = excluded.has_email, key_id = excluded.key_id, ciphertext = excluded.ciphertext,
                address_hash = excluded.address_hash""";

    private static final String SAVE_KEYS = """
            insert into personal_keys (tenant_id, key_id, person, master_key_version, wrapped_key)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "keyId" text, "person" text,
                "masterKeyVersion" integer, "wrappedKey" text)
            order by r."keyId"
            on conflict do nothing""";

    // What was given to us only goes with it: its keys lie beside it, so the row is the erasure.
    private static final String ERASE_KEY = """
            with subscriptions as (delete from push_subscriptions where tenant_id = :tenant and reader_id in (:person, 'cus_' || :person)),
            addresses as (delete from addresses where tenant_id = :tenant and reader_id in (:person, 'cus_' || :person)),
            links as (delete from telegram_links where tenant_id = :tenant and reader_id in (:person, 'cus_' || :person)),
            channels as (delete from reader_channels where tenant_id = :tenant and reader_id in (:person, 'cus_' || :person))
            delete from personal_keys where tenant_id = :tenant and key_id = :key""";

    private final BatchConsumer consumer;
    private final TenantTransactions transactions;

    ReaderConsumer(BatchConsumer consumer, TenantTransactions transactions) {
        this.consumer = consumer;
        this.transactions = transactions;
    }

    private record KnownReader(
            String tenantId,
            String readerId,
            String programKey,
            String externalId,
            String referralCode,
            @Nullable String locale,
            boolean hasEmail,
            @Nullable String keyId,
            @Nullable String ciphertext,
            @Nullable String addressHash) {}

    private record KnownKey(String tenantId, String keyId, String person, int masterKeyVersion, String wrappedKey) {}

    @Incoming("readers")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        // A key's tombstone comes after the key, and no key is ever published again: last is the right order.
        return consumer.consume(batch, ReaderConsumer::save).chain(() -> erase(batch));
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        // The last record of a key is its state, and a statement may not touch a row twice.
        var participants = new LinkedHashMap<String, KnownReader>();
        var keys = new ArrayList<KnownKey>();
        for (var event : events)
            switch (event.data()) {
                case ParticipantPublished participant ->
                    participants.put(participant.participantId(), known(tenantId, participant));
                case PersonalKeyWrapped key ->
                    keys.add(new KnownKey(
                            tenantId, key.keyId(), key.person(), key.masterKeyVersion(), key.wrappedKey()));
                default ->
                    throw new IllegalArgumentException("no address on a topic of addresses: "
                            + event.type().wireName());
            }
        return Rows.write(session, SAVE_READERS, participants.values())
                .chain(() -> Rows.write(session, SAVE_KEYS, keys))
                .replaceWithVoid();
    }

    private static KnownReader known(String tenantId, ParticipantPublished participant) {
        var personal = participant.personal();
        return new KnownReader(
                tenantId,
                participant.participantId(),
                participant.programKey(),
                participant.externalId(),
                participant.referralCode(),
                participant.locale(),
                participant.emailHash() != null,
                personal == null ? null : personal.keyId(),
                personal == null ? null : personal.ciphertext(),
                participant.emailHash());
    }

    private Uni<Void> erase(ConsumerRecords<String, byte[]> batch) {
        var erased = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : batch.records(Topic.KEYS.topicName())) if (record.value() == null) erased.add(record);
        return Multi.createFrom()
                .iterable(erased)
                .onItem()
                .transformToUniAndConcatenate(record -> erase(record.key()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** @param recordKey tenant:person:key id; the person may contain colons, the other two never do */
    private Uni<Integer> erase(String recordKey) {
        var tenantId = recordKey.substring(0, recordKey.indexOf(':'));
        var keyId = recordKey.substring(recordKey.lastIndexOf(':') + 1);
        var person = recordKey.substring(tenantId.length() + 1, recordKey.lastIndexOf(':'));
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(ERASE_KEY)
                        .setParameter("tenant", tenantId)
                        .setParameter("key", keyId)
                        .setParameter("person", person)
                        .executeUpdate());
    }
}
