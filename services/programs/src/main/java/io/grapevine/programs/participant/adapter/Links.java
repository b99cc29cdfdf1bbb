package io.grapevine.programs.participant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.programs.code.ReferralCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The links of a tenant, each with its code. */
@ApplicationScoped
class Links {

    // A participant's codes stand in one answer; who has more sees the first ones.
    private static final int MOST_OF_PARTICIPANT = 100;

    private static final String INSERT = """
            insert into links (tenant_id, link_id, program_key, code, participant_id, external_id, destination, \
            effective_from, created_at) \
            select r.tenant_id, r.link_id, r.program_key, r.code, r.participant_id, r.external_id, r.destination, \
            r.effective_from, r.created_at from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, link_id text, \
            program_key text, code text, participant_id text, external_id text, destination text, \
            effective_from timestamptz, created_at timestamptz)""";
    private static final String BY_CODE = """
            select l.* from links l join jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, code text) \
            on l.tenant_id = r.tenant_id and l.code = r.code""";
    private static final String OF_PARTICIPANT = """
            select * from links where tenant_id = :tenant and participant_id = :participant order by link_id limit :most""";

    private record Wanted(@JsonProperty("tenant_id") String tenantId, String code) {}

    Uni<Integer> add(Mutiny.StatelessSession session, List<LinkRow> rows) {
        return Rows.write(session, INSERT, rows);
    }

    /** Those of the codes that are taken, in whatever program of the tenant. */
    Uni<List<LinkRow>> withCodes(Mutiny.StatelessSession session, String tenantId, Collection<ReferralCode> codes) {
        var wanted =
                codes.stream().map(code -> new Wanted(tenantId, code.value())).toList();
        return Rows.read(session, BY_CODE, wanted, LinkRow.class);
    }

    Uni<List<LinkRow>> ofParticipant(Mutiny.StatelessSession session, String tenantId, String participantId) {
        return session.createNativeQuery(OF_PARTICIPANT, LinkRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("participant", participantId)
                .setParameter("most", MOST_OF_PARTICIPANT)
                .getResultList();
    }
}
