package io.grapevine.programs.participant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.programs.participant.Participant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The participants of a tenant. */
@ApplicationScoped
class Participants {

    private static final String INSERT = """
            insert into participants (tenant_id, participant_id, program_key, external_id, referral_code, email_hash, \
            locale, personal, personal_hash, created_at) \
            select r.tenant_id, r.participant_id, r.program_key, r.external_id, r.referral_code, r.email_hash, r.locale, \
            r.personal, r.personal_hash, r.created_at from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, \
            participant_id text, program_key text, external_id text, referral_code text, email_hash text, locale text, \
            personal text, personal_hash text, created_at timestamptz)""";
    private static final String UPDATE = """
            update participants p set email_hash = r.email_hash, locale = r.locale, personal = r.personal, \
            personal_hash = r.personal_hash from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, \
            participant_id text, email_hash text, locale text, personal text, personal_hash text) \
            where p.tenant_id = r.tenant_id and p.participant_id = r.participant_id""";
    private static final String BY_EXTERNAL_ID = """
            select p.* from participants p join jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(tenant_id text, program_key text, external_id text) \
            on p.tenant_id = r.tenant_id and p.program_key = r.program_key and p.external_id = r.external_id""";
    private static final String PAGE = """
            select * from participants where tenant_id = :tenant and program_key = :key and participant_id > :after \
            and external_id = coalesce(cast(:external as text), external_id) order by participant_id limit :most""";

    private record Wanted(
            @JsonProperty("tenant_id") String tenantId,
            @JsonProperty("program_key") String programKey,
            @JsonProperty("external_id") String externalId) {}

    Uni<Integer> add(Mutiny.StatelessSession session, List<ParticipantRow> rows) {
        return Rows.write(session, INSERT, rows);
    }

    /** Replaces what may change of a participant: locale and personal fields. */
    Uni<Integer> update(Mutiny.StatelessSession session, List<ParticipantRow> rows) {
        return Rows.write(session, UPDATE, rows);
    }

    Uni<List<ParticipantRow>> withExternalIds(
            Mutiny.StatelessSession session, Offer offer, Collection<String> externalIds) {
        var wanted = externalIds.stream()
                .map(externalId -> new Wanted(offer.tenantId(), offer.programKey(), externalId))
                .toList();
        return Rows.read(session, BY_EXTERNAL_ID, wanted, ParticipantRow.class);
    }

    /** The participant if it is one of this program. */
    Uni<Optional<ParticipantRow>> find(Mutiny.StatelessSession session, Offer offer, String participantId) {
        if (!Participant.isId(participantId)) return Uni.createFrom().item(Optional.empty());
        return session.get(ParticipantRow.class, new ParticipantRow.Key(offer.tenantId(), participantId))
                .map(row -> Optional.ofNullable(row).filter(found -> found.programKey.equals(offer.programKey())));
    }

    /** In the order of enrolment; {@code externalId} null means everybody. */
    Uni<List<ParticipantRow>> page(
            Mutiny.StatelessSession session, Offer offer, @Nullable String externalId, String after, int most) {
        return session.createNativeQuery(PAGE, ParticipantRow.class)
                .setParameter("tenant", offer.tenantId())
                .setParameter("key", offer.programKey())
                .setParameter("after", after)
                .setParameter("external", externalId)
                .setParameter("most", most)
                .getResultList();
    }
}
