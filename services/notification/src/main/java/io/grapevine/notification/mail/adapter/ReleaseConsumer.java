package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Event;
import io.grapevine.notification.mail.ReleasedReward;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Plans one mail for each reward that is released. A consumer of its own, so that mail and webhooks never wait for each other.
 * A second delivery, a replayed topic and a rebuilt group meet the row that is already there.
 */
@ApplicationScoped
class ReleaseConsumer {

    // Whoever is known to have no address ends here, in the same statement; others are looked up when the mail is sent.
    private static final String PLAN = """
            insert into mails (tenant_id, mail_id, reward_id, moment, program_key, participant_id, worth, status, due_at,
                correlation_id, created_at, ended_at)
            select r."tenantId", r."mailId", r."rewardId", r."moment", r."programKey", r."participantId", r."worth",
                s.status, r."at", r."correlationId", r."at", case when s.status = 'pending' then null else r."at" end
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "mailId" text, "rewardId" text,
                "moment" text, "programKey" text, "participantId" text, "worth" text, "outdated" boolean,
                "correlationId" text, "at" timestamptz)
            left join participants p on p.tenant_id = r."tenantId" and p.participant_id = r."participantId"
            cross join lateral (select case when r."outdated" then 'outdated' when not p.has_email then 'no_address'
                else 'pending' end as status) s
            order by r."rewardId"
            on conflict do nothing""";

    private final BatchConsumer consumer;
    private final MailConfig config;
    private final InstantSource clock;

    ReleaseConsumer(BatchConsumer consumer, MailConfig config, InstantSource clock) {
        this.consumer = consumer;
        this.config = config;
        this.clock = clock;
    }

    private record Planned(
            String tenantId,
            String mailId,
            String rewardId,
            String moment,
            String programKey,
            String participantId,
            String worth,
            boolean outdated,
            @Nullable String correlationId,
            Instant at) {}

    @Incoming("mail-rewards")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, this::plan);
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var now = clock.instant();
        var planned = new LinkedHashMap<String, Planned>();
        for (var event : events)
            ReleasedReward.in(event)
                    .ifPresent(released -> planned.putIfAbsent(released.rewardId(), planned(event, released, now)));
        return Rows.write(session, PLAN, planned.values()).replaceWithVoid();
    }

    private Planned planned(Event<?> event, ReleasedReward released, Instant now) {
        return new Planned(
                event.tenantId(),
                Identifier.next("ntf"),
                released.rewardId(),
                ReleasedReward.MOMENT,
                released.programKey(),
                released.participantId(),
                released.worth(),
                released.releasedAt().isBefore(now.minus(config.newsFor())),
                event.correlationId(),
                now);
    }
}
