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

    // Stores them and moves the figures that they change (R__funnel.sql).
    private static final String FOLD = """
            select count(*) from fold_definitions(cast(cast(:programs as text) as jsonb), cast(cast(:participants as text) as jsonb),
                cast(cast(:links as text) as jsonb))""";

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
        return session.createNativeQuery(FOLD, Long.class)
                .setParameter("programs", Rows.json(programs.values()))
                .setParameter("participants", Rows.json(participants.values()))
                .setParameter("links", Rows.json(links.values()))
                .getSingleResult()
                .replaceWithVoid();
    }
}
