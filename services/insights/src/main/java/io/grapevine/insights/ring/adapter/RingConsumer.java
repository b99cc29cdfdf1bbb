package io.grapevine.insights.ring.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.insights.ring.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what people showed, each thing once; order and repetition change nothing. */
@ApplicationScoped
class RingConsumer {

    // What comes sorted is written in one order by all: writers wait for each other in one direction only.
    private static final String SHOW = """
            insert into showings (tenant_id, trait, key, person)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "trait" text, "key" uuid, "person" text)
            on conflict do nothing""";

    private static final String FOLLOW = """
            insert into followings (tenant_id, browser, code, link_id)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "browser" uuid, "code" text, "linkId" text)
            on conflict do nothing""";

    private static final String GIVE = """
            insert into codes_given (tenant_id, person, code)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "person" text, "code" text)
            on conflict do nothing""";

    private static final String ALIAS = """
            insert into aliases (tenant_id, previous_id, customer_id)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "previousId" text, "customerId" text)
            on conflict do nothing""";

    private final BatchConsumer consumer;

    RingConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("rings")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, RingConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var shown = Shown.by(tenantId, events);
        return Rows.write(session, SHOW, shown.showings())
                .chain(() -> Rows.write(session, FOLLOW, shown.followed()))
                .chain(() -> Rows.write(session, GIVE, shown.given()))
                .chain(() -> Rows.write(session, ALIAS, shown.same()))
                .replaceWithVoid();
    }
}
