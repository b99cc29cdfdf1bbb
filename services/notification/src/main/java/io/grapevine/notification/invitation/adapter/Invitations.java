package io.grapevine.notification.invitation.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.InvitationRequested.Ground;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import io.grapevine.notification.invitation.Admission;
import io.grapevine.notification.invitation.Admission.Acquaintance;
import io.grapevine.notification.invitation.Allowance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who was invited by whom and on what ground; their fields stand among the readers', sealed under a key that no log has. */
@ApplicationScoped
class Invitations {

    private static final Logger LOG = Logger.getLogger(Invitations.class);

    private static final String ADVOCATE = """
            select r.program_key, r.referral_code, r.key_id, r.ciphertext, k.person, k.master_key_version, k.wrapped_key
            from readers r left join personal_keys k on k.tenant_id = r.tenant_id and k.key_id = r.key_id
            where r.tenant_id = :tenant and r.reader_id = :participant and r.reader_id like 'par|_%' escape '|'
            and r.program_key is not null and r.erased_at is null""";

    private static final String ACQUAINTANCES = """
            select h.hash,
            exists (select 1 from readers r where r.tenant_id = :tenant and r.address_hash = h.hash and r.reader_id not like 'inv|_%' escape '|'),
            exists (select 1 from invitations i join preferences l on l.tenant_id = i.tenant_id and l.reader_id = i.invitation_id
                where i.tenant_id = :tenant and i.address_hash = h.hash and l.body -> 'left' @> '["EMAIL"]'),
            exists (select 1 from suppressions s where s.tenant_id = :tenant and s.address_hash = h.hash),
            exists (select 1 from invitations i where i.tenant_id = :tenant and i.program_key = :program and i.address_hash = h.hash)
            from unnest(cast(:hashes as text[])) as h(hash)""";

    private static final String USED = """
            select count(*), min(asked_at) from invitations where tenant_id = :tenant and participant_id = :participant
            and asked_at > :since""";

    // Who was asked meanwhile by another advocate is left out of all three tables.
    private static final String KEEP = """
            with asked as (select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "invitationId" text,
                "programKey" text, "participantId" text, "referralCode" text, "addressHash" text, "ground" text, "locale" text,
                "reminder" boolean, "askedAt" timestamptz, "keyId" text, "ciphertext" text, "masterKeyVersion" integer, "wrappedKey" text)),
            kept as (insert into invitations (tenant_id, invitation_id, program_key, participant_id, address_hash, ground, locale,
                    reminder, asked_at)
                select "tenantId", "invitationId", "programKey", "participantId", "addressHash", "ground", "locale", "reminder", "askedAt"
                from asked order by "addressHash"
                on conflict (tenant_id, program_key, address_hash) do nothing returning invitation_id, address_hash),
            read_by as (insert into readers (tenant_id, reader_id, program_key, referral_code, locale, has_email, key_id, ciphertext, address_hash)
                select a."tenantId", a."invitationId", a."programKey", a."referralCode", a."locale", true, a."keyId", a."ciphertext",
                    a."addressHash" from asked a join kept k on k.invitation_id = a."invitationId"),
            opened_by as (insert into personal_keys (tenant_id, key_id, person, master_key_version, wrapped_key)
                select a."tenantId", a."keyId", a."invitationId", a."masterKeyVersion", a."wrappedKey"
                from asked a join kept k on k.invitation_id = a."invitationId")
            select address_hash, invitation_id from kept""";

    private static final String REMIND = """
            update invitations set reminder = :reminder where tenant_id = :tenant and invitation_id = :invitation""";

    private static final String TAKE_BACK = """
            update invitations set taken_back_at = coalesce(taken_back_at, cast(:now as timestamptz))
            where tenant_id = :tenant and invitation_id = :invitation""";

    private final PersonalData personalData;

    Invitations(PersonalData personalData) {
        this.personalData = personalData;
    }

    /** @param name as the advocate gave it, if it can be read */
    record Advocate(
            String programKey,
            String referralCode,
            @Nullable String name) {}

    /** One friend to invite, with everything the tables need. */
    record Asked(
            String tenantId,
            String invitationId,
            String programKey,
            String participantId,
            String referralCode,
            String addressHash,
            String ground,
            @Nullable String locale,
            boolean reminder,
            Instant askedAt,
            @Nullable Instant reminderAt,
            String keyId,
            String ciphertext,
            int masterKeyVersion,
            String wrappedKey) {}

    Uni<Optional<Advocate>> advocate(Mutiny.StatelessSession session, String tenantId, String participantId) {
        return session.createNativeQuery(ADVOCATE, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("participant", participantId)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(row -> advocate(tenantId, row)));
    }

    private Advocate advocate(String tenantId, Object[] row) {
        return new Advocate(
                (String) row[0], (String) row[1], row[3] == null || row[6] == null ? null : name(tenantId, row));
    }

    private @Nullable String name(String tenantId, Object[] row) {
        try {
            var sealed = new SealedPersonal((String) row[2], (String) row[3]);
            var key = new PersonalKeyWrapped(
                    (String) row[4], (String) row[2], ((Number) row[5]).intValue(), (String) row[6]);
            return personalData.open(tenantId, sealed, key).get("name");
        } catch (IllegalArgumentException e) {
            LOG.warn("an advocate's fields do not open with their key");
            return null;
        }
    }

    /** By hash; what is not known is not there. */
    Uni<Map<String, Admission>> acquaintances(
            Mutiny.StatelessSession session, String tenantId, String programKey, Collection<String> hashes) {
        return session.createNativeQuery(ACQUAINTANCES, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .setParameter("hashes", hashes.toArray(String[]::new))
                .getResultList()
                .map(Invitations::admissions);
    }

    private static Map<String, Admission> admissions(List<Object[]> rows) {
        var admissions = new HashMap<String, Admission>();
        for (var row : rows)
            admissions.put(
                    (String) row[0],
                    Admission.of(
                            new Acquaintance((Boolean) row[1], (Boolean) row[2], (Boolean) row[3], (Boolean) row[4])));
        return admissions;
    }

    Uni<Allowance> allowance(
            Mutiny.StatelessSession session, String tenantId, String participantId, int most, Instant now) {
        return session.createNativeQuery(USED, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("participant", participantId)
                .setParameter("since", now.minus(Allowance.DAY))
                .getSingleResult()
                .map(row -> new Allowance(
                        most,
                        ((Number) row[0]).intValue(),
                        row[1] == null ? null : ((OffsetDateTime) row[1]).toInstant()));
    }

    /** Which were kept: address hash to invitation. */
    Uni<Map<String, String>> keep(Mutiny.StatelessSession session, String tenantId, Collection<Asked> asked) {
        return Rows.read(session, KEEP, asked, Object[].class).map(rows -> {
            var kept = new HashMap<String, String>();
            for (var row : rows) kept.put((String) row[0], (String) row[1]);
            return kept;
        });
    }

    /** Whether there is such an invitation. */
    Uni<Boolean> remind(Mutiny.StatelessSession session, String tenantId, String invitationId, boolean reminder) {
        return session.createNativeQuery(REMIND)
                .setParameter("tenant", tenantId)
                .setParameter("invitation", invitationId)
                .setParameter("reminder", reminder)
                .executeUpdate()
                .map(found -> found == 1);
    }

    /** The second time changes nothing; false if there is none. */
    Uni<Boolean> takeBack(Mutiny.StatelessSession session, String tenantId, String invitationId, Instant now) {
        return session.createNativeQuery(TAKE_BACK)
                .setParameter("tenant", tenantId)
                .setParameter("invitation", invitationId)
                .setParameter("now", now)
                .executeUpdate()
                .map(found -> found == 1);
    }

    static Ground ground(String wireName) {
        return Arrays.stream(Ground.values())
                .filter(ground -> ground.wireName().equals(wireName))
                .findAny()
                .orElseThrow();
    }
}
