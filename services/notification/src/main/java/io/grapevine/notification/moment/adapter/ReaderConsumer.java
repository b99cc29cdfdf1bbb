package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps readers' sealed addresses and the keys that open them; who is erased there is forgotten here. What comes back under an erased key stays closed. */
@ApplicationScoped
class ReaderConsumer {

    private static final String SAVE_READERS = """
            insert into readers (tenant_id, reader_id, program_key, external_id, referral_code, locale, has_email, key_id, ciphertext, address_hash,
                erased_at)
            select r."tenantId", r."readerId", r."programKey", r."externalId", r."referralCode", r."locale", r."hasEmail" and e.key_id is null,
                r."keyId", case when e.key_id is null then r."ciphertext" end, case when e.key_id is null then r."addressHash" end, e.erased_at
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "readerId" text, "programKey" text,
                "externalId" text, "referralCode" text, "locale" text, "hasEmail" boolean, "keyId" text, "ciphertext" text, "addressHash" text)
                left join erased_keys e on e.tenant_id = r."tenantId" and e.key_id = r."keyId"
            order by r."readerId"
            on conflict (tenant_id, reader_id) do update set program_key = excluded.program_key,
                external_id = excluded.external_id, referral_code = excluded.referral_code, locale = excluded.locale,
                has_email = excluded.has_email, key_id = excluded.key_id, ciphertext = excluded.ciphertext,
                address_hash = excluded.address_hash, erased_at = excluded.erased_at""";

    private static final String SAVE_KEYS = """
            insert into personal_keys (tenant_id, key_id, person, master_key_version, wrapped_key)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "keyId" text, "person" text,
                "masterKeyVersion" integer, "wrappedKey" text)
            where not exists (select 1 from erased_keys e where e.tenant_id = r."tenantId" and e.key_id = r."keyId")
            order by r."keyId"
            on conflict do nothing""";

    private final BatchConsumer consumer;
    private final EraseReaders eraseReaders;

    ReaderConsumer(BatchConsumer consumer, EraseReaders eraseReaders) {
        this.consumer = consumer;
        this.eraseReaders = eraseReaders;
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
        // A tombstone comes after what it takes away, and what is taken away does not come again: last is the right
        // order.
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
        return Multi.createFrom()
                .iterable(batch)
                .filter(record -> record.value() == null)
                .onItem()
                .transformToUniAndConcatenate(record -> record.topic().equals(Topic.KEYS.topicName())
                        ? eraseReaders.key(record.key())
                        : eraseReaders.participant(record.key()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
