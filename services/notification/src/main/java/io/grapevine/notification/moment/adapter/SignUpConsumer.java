package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.EventType;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.notification.moment.Occasions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps the sealed addresses that friends gave when they signed up. Purchases pass by unread: their header says what they are. */
@ApplicationScoped
class SignUpConsumer {

    private static final String TYPE = "ce_type";

    // The first address stays: a sign-up that comes again is no new person.
    private static final String SAVE = """
            insert into readers (tenant_id, reader_id, external_id, locale, has_email, key_id, ciphertext, address_hash)
            select r."tenantId", r."readerId", r."externalId", r."locale", true, r."keyId", r."ciphertext", r."addressHash"
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "readerId" text, "externalId" text, "locale" text,
                "keyId" text, "ciphertext" text, "addressHash" text)
            where not exists (select 1 from erased_keys e where e.tenant_id = r."tenantId" and e.key_id = r."keyId")
            order by r."readerId"
            on conflict do nothing""";

    private final BatchConsumer consumer;

    SignUpConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    private record Friend(
            String tenantId,
            String readerId,
            String externalId,
            @Nullable String locale,
            String keyId,
            String ciphertext,
            @Nullable String addressHash) {}

    @Incoming("sign-ups")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        var signUps = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : batch) if (isSignUp(record)) signUps.add(record);
        return signUps.isEmpty() ? Uni.createFrom().voidItem() : consumer.consume(signUps, SignUpConsumer::save);
    }

    private static boolean isSignUp(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader(TYPE);
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8).equals(EventType.SIGNUP_RECORDED.wireName());
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var friends = new LinkedHashMap<String, Friend>();
        for (var event : events)
            if (event.data() instanceof SignUpRecorded signUp
                    && signUp.emailHash() != null
                    && signUp.personal() != null
                    && signUp.context().consent() != Consent.DENIED)
                friends.putIfAbsent(
                        signUp.customerId(),
                        new Friend(
                                tenantId,
                                Occasions.customer(signUp.customerId()),
                                signUp.customerId(),
                                signUp.locale(),
                                signUp.personal().keyId(),
                                signUp.personal().ciphertext(),
                                signUp.emailHash()));
        return Rows.write(session, SAVE, friends.values()).replaceWithVoid();
    }
}
