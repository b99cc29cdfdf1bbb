package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.ReplayCompleted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes over what programs promise and which participant is which person; decisions that waited for it are found by {@link DecideParked}. */
@ApplicationScoped
class DefinitionConsumer {

    // A version never changes: a second delivery finds it there.
    private static final String SAVE_TERMS = """
            insert into terms select * from jsonb_populate_recordset(cast(null as terms), cast(:rows as jsonb)) \
            order by program_key, version, restated_by on conflict do nothing""";
    private static final String SAVE_PARTICIPANTS = """
            insert into participants \
            select * from jsonb_populate_recordset(cast(null as participants), cast(:rows as jsonb)) \
            order by participant_id on conflict (tenant_id, participant_id) do update \
            set program_key = excluded.program_key, external_id = excluded.external_id""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record ParticipantRow(String tenantId, String participantId, String programKey, String externalId) {}

    private final BatchConsumer consumer;

    DefinitionConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("definitions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, DefinitionConsumer::save);
    }

    /** What replays tried in the place of versions' own terms. */
    static Uni<Integer> saveTerms(Mutiny.StatelessSession session, String tenantId, List<ReplayCompleted> replays) {
        return Rows.write(
                session,
                SAVE_TERMS,
                replays.stream()
                        .flatMap(replay -> replay.terms().stream()
                                .map(restated -> new TermsRow(
                                        tenantId,
                                        replay.programKey(),
                                        restated.version(),
                                        replay.replayId(),
                                        restated.terms())))
                        .toList());
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var terms = new ArrayList<TermsRow>();
        var participants = new LinkedHashMap<String, ParticipantRow>();
        for (var event : events) {
            if (event.data() instanceof ProgramPublished program)
                terms.add(new TermsRow(tenantId, program.programKey(), program.version(), "", program.terms()));
            if (event.data() instanceof ParticipantPublished person)
                participants.put(
                        person.participantId(),
                        new ParticipantRow(tenantId, person.participantId(), person.programKey(), person.externalId()));
        }
        return Rows.write(session, SAVE_TERMS, terms)
                .chain(() -> Rows.write(session, SAVE_PARTICIPANTS, participants.values()))
                .replaceWithVoid();
    }
}
