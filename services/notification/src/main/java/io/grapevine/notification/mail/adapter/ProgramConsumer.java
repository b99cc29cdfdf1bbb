package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.ProgramPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what programs are called. The highest version counts: a redelivery or an older one that comes later changes nothing. */
@ApplicationScoped
class ProgramConsumer {

    private static final String SAVE = """
            insert into program_names (tenant_id, program_key, version, name)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "programKey" text,
                "version" integer, "name" text)
            order by r."programKey"
            on conflict (tenant_id, program_key) do update set version = excluded.version, name = excluded.name
                where program_names.version < excluded.version""";

    private final BatchConsumer consumer;

    ProgramConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    private record Named(String tenantId, String programKey, int version, String name) {

        static Named higher(Named one, Named other) {
            return other.version > one.version ? other : one;
        }
    }

    @Incoming("mail-programs")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, ProgramConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        // A statement may not touch a row twice.
        var named = new LinkedHashMap<String, Named>();
        for (var event : events)
            if (event.data() instanceof ProgramPublished program)
                named.merge(
                        program.programKey(),
                        new Named(
                                tenantId,
                                program.programKey(),
                                program.version(),
                                program.terms().name()),
                        Named::higher);
        return Rows.write(session, SAVE, named.values()).replaceWithVoid();
    }
}
