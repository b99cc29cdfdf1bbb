package io.grapevine.insights.decision.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.insights.decision.ConversionHead;
import io.grapevine.insights.decision.RewardHead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the latest word on every conversion and reward; revision and sequence say which is the latest, not the order of arrival. */
@ApplicationScoped
class DecisionConsumer {

    // One row per conversion, because a statement may not touch a row twice; sorted, so that transactions never
    // deadlock.
    private static final String SAVE_CONVERSIONS = """
            insert into conversions as known (tenant_id, conversion_id, revision, program_key, kind, event_id, customer_id,
                order_id, occurred_at, outcome, reason, advocate_id, code, amount_minor, refunded_minor, currency)
            select distinct on (r."conversionId") r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text,
                "conversionId" text, "revision" integer, "programKey" text, "kind" text, "eventId" text, "customerId" text,
                "orderId" text, "occurredAt" timestamptz, "outcome" text, "reason" text, "advocateId" text, "code" text, "amountMinor" bigint, "refundedMinor" bigint, "currency" text)
            order by r."conversionId", r."revision" desc
            on conflict (tenant_id, conversion_id) do update set revision = excluded.revision,
                program_key = excluded.program_key, kind = excluded.kind, event_id = excluded.event_id,
                customer_id = excluded.customer_id, order_id = excluded.order_id, occurred_at = excluded.occurred_at,
                outcome = excluded.outcome, reason = excluded.reason, advocate_id = excluded.advocate_id, code = excluded.code, amount_minor = excluded.amount_minor,
                refunded_minor = excluded.refunded_minor, currency = excluded.currency
            where known.revision < excluded.revision""";

    private static final String SAVE_REWARDS = """
            insert into rewards as known (tenant_id, reward_id, sequence, program_key, conversion_id, role, kind, status,
                amount_minor, currency, changed_at)
            select distinct on (r."rewardId") r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text,
                "rewardId" text, "sequence" integer, "programKey" text, "conversionId" text, "role" text, "kind" text,
                "status" text, "amountMinor" bigint, "currency" text, "changedAt" timestamptz)
            order by r."rewardId", r."sequence" desc
            on conflict (tenant_id, reward_id) do update set sequence = excluded.sequence,
                program_key = excluded.program_key, conversion_id = excluded.conversion_id, role = excluded.role,
                kind = excluded.kind, status = excluded.status, amount_minor = excluded.amount_minor,
                currency = excluded.currency, changed_at = excluded.changed_at
            where known.sequence < excluded.sequence""";

    private final BatchConsumer consumer;

    DecisionConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("decisions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, DecisionConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var conversions = new ArrayList<ConversionHead>();
        var rewards = new ArrayList<RewardHead>();
        for (var event : events)
            switch (event.data()) {
                case ConversionDecided decided -> conversions.add(ConversionHead.of(tenantId, decided));
                case RewardChanged changed -> rewards.add(RewardHead.of(tenantId, changed));
                default ->
                    throw new IllegalArgumentException("no decision on a topic of decisions: "
                            + event.type().wireName());
            }
        return Rows.write(session, SAVE_CONVERSIONS, conversions)
                .chain(() -> Rows.write(session, SAVE_REWARDS, rewards))
                .replaceWithVoid();
    }
}
