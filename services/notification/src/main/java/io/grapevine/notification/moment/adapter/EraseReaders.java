package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.Failures;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Forgets a person whom the log erased, in one transaction: the key, and with it the address; what was given to us only, whose keys lie beside
 * it (browsers, numbers, chats, wishes, invited friends); what the feed says. Rows that say that something was told stay, and say nothing
 * else. The second time changes nothing.
 */
@ApplicationScoped
class EraseReaders {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** In place of a key's id: all that the person ever had. */
    private static final String EVERY_KEY = "";

    // Who loses what was given to us only: whoever is the person, under any id.
    private static final String PERSON = """
            (reader_id in (:person, 'cus_' || :person) or external_id = :person or key_id = :key)""";

    // Whose fields the key opened; all of the person's where the log took the person itself away.
    private static final String ERASED = """
            (key_id = :key or cast(:key as text) = '' and reader_id = :person)""";

    private static final String REMEMBER = """
            insert into erased_keys (tenant_id, key_id, erased_at)
            select :tenant, k.key_id, :now from (select cast(:key as text) as key_id where cast(:key as text) <> ''
                union select key_id from personal_keys where tenant_id = :tenant and cast(:key as text) = '' and person = :person) k
            on conflict do nothing""";

    // Touches all of the person's rows, also those that stay as they are: who is about to keep a number waits here, or
    // is waited for.
    private static final String CLOSE = "update readers set erased_at = case when " + ERASED
            + " then coalesce(erased_at, :now) else erased_at end, has_email = has_email and not coalesce(" + ERASED
            + ", false), ciphertext = case when " + ERASED + " then null else ciphertext end, address_hash = case when "
            + ERASED + " then null else address_hash end where tenant_id = :tenant and " + PERSON;

    // Before the addresses: a link that is being followed is waited for, and the address that comes of it is seen.
    private static final String FORGET_LINKS =
            "delete from telegram_links where tenant_id = :tenant and reader_id in (select reader_id from readers"
                    + " where tenant_id = :tenant and " + PERSON + ")";

    private static final String FORGET =
            "with who as (select reader_id, erased_at from readers where tenant_id = :tenant and "
                    + PERSON + "), " + """
            subscriptions as (delete from push_subscriptions x using who w where x.tenant_id = :tenant and x.reader_id = w.reader_id),
            numbers as (delete from addresses x using who w where x.tenant_id = :tenant and x.reader_id = w.reader_id),
            channels as (delete from reader_channels x using who w where x.tenant_id = :tenant and x.reader_id = w.reader_id),
            wishes as (delete from preferences x using who w where x.tenant_id = :tenant and x.reader_id = w.reader_id
                and w.erased_at is not null)
            delete from personal_keys where tenant_id = :tenant
                and (key_id = :key or cast(:key as text) = '' and person = :person)""";

    // Entries of the feed are told by being there: these are there no more.
    private static final String SILENCE = """
            update notices set details = jsonb_build_object(), ended_at = coalesce(ended_at, :now),
                last_error = case when status = 'pending' or channel = 'feed' then 'erased' else last_error end,
                status = case when status = 'pending' or channel = 'feed' then 'dropped' else status end
            where tenant_id = :tenant and status <> 'sending' and (status = 'pending' or details <> jsonb_build_object())
                and reader_id in (select reader_id from readers where tenant_id = :tenant and\s""" + ERASED + ")";

    // Friends are written to in the name of who invited them.
    private static final String TAKE_BACK = """
            with own as (select invitation_id from invitations where tenant_id = :tenant and forgotten_at is null
                and participant_id in (select reader_id from readers where tenant_id = :tenant and\s""" + ERASED + """
            )), gone as (delete from readers r using own o where r.tenant_id = :tenant and r.reader_id = o.invitation_id returning r.key_id),
            closed as (delete from personal_keys k using gone g where k.tenant_id = :tenant and k.key_id = g.key_id)
            update invitations i set forgotten_at = :now, taken_back_at = coalesce(i.taken_back_at, :now) from own o
            where i.tenant_id = :tenant and i.invitation_id = o.invitation_id""";

    private final TenantTransactions transactions;
    private final InstantSource clock;

    EraseReaders(TenantTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whose key it was, and which. */
    private record Erasure(String tenantId, String person, String keyId, Instant at) {

        Mutiny.MutationQuery asks(Mutiny.StatelessSession session, String statement) {
            return session.createNativeQuery(statement)
                    .setParameter("tenant", tenantId)
                    .setParameter("person", person)
                    .setParameter("key", keyId);
        }
    }

    /** @param recordKey tenant:person:key id; the person may contain colons, the other two never do */
    Uni<Void> key(String recordKey) {
        var tenantId = recordKey.substring(0, recordKey.indexOf(':'));
        var keyId = recordKey.substring(recordKey.lastIndexOf(':') + 1);
        var person = recordKey.substring(tenantId.length() + 1, recordKey.lastIndexOf(':'));
        return erase(new Erasure(tenantId, person, keyId, clock.instant()));
    }

    /** @param recordKey tenant:participant */
    Uni<Void> participant(String recordKey) {
        var tenantId = recordKey.substring(0, recordKey.indexOf(':'));
        return erase(new Erasure(tenantId, recordKey.substring(tenantId.length() + 1), EVERY_KEY, clock.instant()));
    }

    /** Broken infrastructure is waited for: the log says it once. */
    private Uni<Void> erase(Erasure erasure) {
        return transactions
                .inTenant(erasure.tenantId(), session -> erase(session, erasure))
                .runSubscriptionOn(Courier.currentEventLoop()) // a retry comes from a timer's thread
                .onFailure(Failures::willPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Uni<Void> erase(Mutiny.StatelessSession session, Erasure erasure) {
        return at(session, erasure, REMEMBER)
                .chain(() -> at(session, erasure, CLOSE))
                .chain(() -> erasure.asks(session, FORGET_LINKS).executeUpdate())
                .chain(() -> erasure.asks(session, FORGET).executeUpdate())
                .chain(() -> silence(session, erasure))
                .replaceWithVoid();
    }

    private static Uni<Integer> silence(Mutiny.StatelessSession session, Erasure erasure) {
        return at(session, erasure, SILENCE).chain(() -> at(session, erasure, TAKE_BACK));
    }

    private static Uni<Integer> at(Mutiny.StatelessSession session, Erasure erasure, String statement) {
        return erasure.asks(session, statement)
                .setParameter("now", erasure.at())
                .executeUpdate();
    }
}
