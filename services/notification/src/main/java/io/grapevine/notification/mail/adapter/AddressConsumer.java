package io.grapevine.notification.mail.adapter;

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

/** Keeps participants' sealed addresses and the keys that open them; an erased key is deleted, and the address with it. */
@ApplicationScoped
class AddressConsumer {

    // Friends' keys come by here too, one with every sign-up; only those of participants open anything here.
    private static final String PARTICIPANT = "par_";

    private static final String SAVE_PARTICIPANTS = """
            insert into participants (tenant_id, participant_id, has_email, key_id, ciphertext)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "participantId" text,
                "hasEmail" boolean, "keyId" text, "ciphertext" text)
            order by r."participantId"
            on conflict (tenant_id, participant_id) do update set has_email = excluded.has_email,
                key_id = excluded.key_id, ciphertext = excluded.ciphertext""";

    private static final String SAVE_KEYS = """
            insert into personal_keys (tenant_id, key_id, person, master_key_version, wrapped_key)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "keyId" text, "person" text,
                "masterKeyVersion" integer, "wrappedKey" text)
            order by r."keyId"
            on conflict do nothing""";

    private static final String ERASE_KEY = "delete from personal_keys where tenant_id = :tenant and key_id = :key";

    private final BatchConsumer consumer;
    private final TenantTransactions transactions;

    AddressConsumer(BatchConsumer consumer, TenantTransactions transactions) {
        this.consumer = consumer;
        this.transactions = transactions;
    }

    private record KnownParticipant(
            String tenantId,
            String participantId,
            boolean hasEmail,
            @Nullable String keyId,
            @Nullable String ciphertext) {}

    private record KnownKey(String tenantId, String keyId, String person, int masterKeyVersion, String wrappedKey) {}

    @Incoming("mail-addresses")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        // A key's tombstone comes after the key, and no key is ever published again: last is the right order.
        return consumer.consume(batch, AddressConsumer::save).chain(() -> erase(batch));
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        // The last record of a key is its state, and a statement may not touch a row twice.
        var participants = new LinkedHashMap<String, KnownParticipant>();
        var keys = new ArrayList<KnownKey>();
        for (var event : events)
            switch (event.data()) {
                case ParticipantPublished participant ->
                    participants.put(participant.participantId(), known(tenantId, participant));
                case PersonalKeyWrapped key
                when key.person().startsWith(PARTICIPANT) ->
                    keys.add(new KnownKey(
                            tenantId, key.keyId(), key.person(), key.masterKeyVersion(), key.wrappedKey()));
                case PersonalKeyWrapped key -> {}
                default ->
                    throw new IllegalArgumentException("no address on a topic of addresses: "
                            + event.type().wireName());
            }
        return Rows.write(session, SAVE_PARTICIPANTS, participants.values())
                .chain(() -> Rows.write(session, SAVE_KEYS, keys))
                .replaceWithVoid();
    }

    private static KnownParticipant known(String tenantId, ParticipantPublished participant) {
        var personal = participant.personal();
        return new KnownParticipant(
                tenantId,
                participant.participantId(),
                participant.emailHash() != null,
                personal == null ? null : personal.keyId(),
                personal == null ? null : personal.ciphertext());
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
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(ERASE_KEY)
                        .setParameter("tenant", tenantId)
                        .setParameter("key", keyId)
                        .executeUpdate());
    }
}
