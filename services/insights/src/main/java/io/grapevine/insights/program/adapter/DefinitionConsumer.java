package io.grapevine.insights.program.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.insights.program.Advocate;
import io.grapevine.insights.program.CodeOwner;
import io.grapevine.insights.program.KnownProgram;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the latest definition of programs, participants and links; counts are joined to them when they are asked for, so either may come first. */
@ApplicationScoped
class DefinitionConsumer {

    private static final String SAVE_PROGRAMS = """
            insert into programs (tenant_id, program_key)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "programKey" text)
            order by r."programKey"
            on conflict do nothing""";

    private static final String SAVE_PARTICIPANTS = """
            insert into participants (tenant_id, participant_id, program_key, external_id, referral_code)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "participantId" text,
                "programKey" text, "externalId" text, "referralCode" text)
            order by r."participantId"
            on conflict (tenant_id, participant_id) do update set program_key = excluded.program_key,
                external_id = excluded.external_id, referral_code = excluded.referral_code""";

    private static final String SAVE_LINKS = """
            insert into links (tenant_id, link_id, program_key, code, participant_id, external_id)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "linkId" text, "programKey" text,
                "code" text, "participantId" text, "externalId" text)
            order by r."linkId"
            on conflict (tenant_id, link_id) do update set program_key = excluded.program_key, code = excluded.code,
                participant_id = excluded.participant_id, external_id = excluded.external_id""";

    private final BatchConsumer consumer;

    DefinitionConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("definitions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, DefinitionConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        // The last record of a key is its state, and a statement may not touch a row twice.
        var programs = new LinkedHashMap<String, KnownProgram>();
        var participants = new LinkedHashMap<String, Advocate>();
        var links = new LinkedHashMap<String, CodeOwner>();
        for (var event : events)
            switch (event.data()) {
                case ProgramPublished program ->
                    programs.put(program.programKey(), new KnownProgram(tenantId, program.programKey()));
                case ParticipantPublished participant ->
                    participants.put(participant.participantId(), Advocate.of(tenantId, participant));
                case LinkPublished link -> links.put(link.linkId(), CodeOwner.of(tenantId, link));
                default ->
                    throw new IllegalArgumentException("no definition on a topic of definitions: "
                            + event.type().wireName());
            }
        return Rows.write(session, SAVE_PROGRAMS, programs.values())
                .chain(() -> Rows.write(session, SAVE_PARTICIPANTS, participants.values()))
                .chain(() -> Rows.write(session, SAVE_LINKS, links.values()))
                .replaceWithVoid();
    }
}
