package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.TenantPublished;
import io.grapevine.notification.milestone.Milestone;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps what programs are called and which milestones they have, and where tenants are found. The highest version counts: a redelivery or an older one that comes later changes nothing. */
@ApplicationScoped
class ProgramConsumer {

    private static final String SAVE = """
            insert into program_names (tenant_id, program_key, version, name)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "programKey" text,
                "version" integer, "name" text)
            order by r."programKey"
            on conflict (tenant_id, program_key) do update set version = excluded.version, name = excluded.name
                where program_names.version < excluded.version""";

    private static final String SAVE_HOST = """
            insert into tenant_hosts (tenant_id, host)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "host" text)
            on conflict (tenant_id) do update set host = excluded.host""";

    // A version never changes.
    private static final String SAVE_MILESTONES = """
            insert into milestones (tenant_id, program_key, version, rule_id, count, every, friends)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "programKey" text, "version" integer,
                "ruleId" text, "count" integer, "every" boolean, "friends" boolean)
            order by r."programKey", r."version", r."ruleId"
            on conflict do nothing""";

    // A local installation is reached at its public origin, port and all.
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    private final BatchConsumer consumer;

    ProgramConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    private record Named(String tenantId, String programKey, int version, String name) {

        static Named higher(Named one, Named other) {
            return other.version > one.version ? other : one;
        }
    }

    private record MilestoneOf(
            String tenantId, String programKey, int version, String ruleId, int count, boolean every, boolean friends) {

        static MilestoneOf of(String tenantId, Milestone milestone) {
            return new MilestoneOf(
                    tenantId,
                    milestone.programKey(),
                    milestone.version(),
                    milestone.ruleId(),
                    milestone.count(),
                    milestone.every(),
                    milestone.friends());
        }
    }

    private record Hosted(String tenantId, @Nullable String host) {

        static Hosted of(String tenantId, TenantPublished tenant) {
            return new Hosted(
                    tenantId,
                    tenant.hosts().stream()
                            .filter(host -> !LOOPBACK.contains(host))
                            .findFirst()
                            .orElse(null));
        }
    }

    @Incoming("notice-programs")
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
        var hosts = new LinkedHashMap<String, Hosted>();
        for (var event : events)
            if (event.data() instanceof TenantPublished tenant) hosts.put(tenantId, Hosted.of(tenantId, tenant));
        var milestones = new ArrayList<MilestoneOf>();
        for (var event : events)
            if (event.data() instanceof ProgramPublished program)
                for (var milestone : Milestone.of(program)) milestones.add(MilestoneOf.of(tenantId, milestone));
        return Rows.write(session, SAVE, named.values())
                .chain(() -> Rows.write(session, SAVE_MILESTONES, milestones))
                .chain(() -> Rows.write(session, SAVE_HOST, hosts.values()))
                .replaceWithVoid();
    }
}
