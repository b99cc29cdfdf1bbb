package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deliveries as the consumer plans and the dispatcher claims and settles them, in the caller's transaction. */
@ApplicationScoped
class Deliveries {

    /** An attempt and its settlement fit into it; an instance that dies in between delays a delivery by no more than this. */
    static final Duration LEASE = Duration.ofSeconds(40);

    private static final String KEEP_MESSAGES = """
            insert into messages (tenant_id, subject, sequence, event_id, type, body, correlation_id) \
            select r.tenant_id, r.subject, r.sequence, r.event_id, r.type, r.body, r.correlation_id \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, subject text, sequence int, event_id text, \
            type text, body text, correlation_id text) on conflict do nothing""";
    private static final String PLAN = """
            insert into deliveries (tenant_id, delivery_id, webhook_id, subject, sequence, due_at, created_at) \
            select r.tenant_id, r.delivery_id, r.webhook_id, r.subject, r.sequence, r.created_at, r.created_at \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, delivery_id text, webhook_id text, \
            subject text, sequence int, created_at timestamptz) on conflict do nothing""";
    private static final String CLAIM = """
            with due as (select tenant_id, delivery_id from deliveries where tenant_id = :tenant and webhook_id = :webhook \
            and status = 'pending' and due_at <= :now order by due_at, delivery_id limit :room for update skip locked), \
            claimed as (update deliveries d set lease = :lease, due_at = :until from due \
            where d.tenant_id = due.tenant_id and d.delivery_id = due.delivery_id returning d.*) \
            select c.tenant_id, c.delivery_id, c.webhook_id, c.lease, c.failures, c.attempts, m.body, m.correlation_id \
            from claimed c join messages m on m.tenant_id = c.tenant_id and m.subject = c.subject and m.sequence = c.sequence""";
    private static final String BURY = """
            with waiting as (select tenant_id, delivery_id from deliveries where tenant_id = :tenant and webhook_id = :webhook \
            and status = 'pending' and (lease is null or due_at <= :now) limit :room for update skip locked), \
            buried as (update deliveries d set status = 'dead_letter', lease = null, last_error = :error, ended_at = :now \
            from waiting where d.tenant_id = waiting.tenant_id and d.delivery_id = waiting.delivery_id returning d.*) \
            select b.tenant_id, b.delivery_id, b.webhook_id, '' as lease, b.failures, b.attempts, '' as body, m.correlation_id \
            from buried b join messages m on m.tenant_id = b.tenant_id and m.subject = b.subject and m.sequence = b.sequence""";
    private static final String SETTLE = """
            with settled as (update deliveries set status = :status, due_at = :due, lease = null, failures = :failures, \
            attempts = attempts + 1, last_error = nullif(:error, ''), \
            ended_at = case when :status = 'pending' then null else cast(:now as timestamptz) end \
            where tenant_id = :tenant and delivery_id = :delivery and lease = :lease and status = 'pending' \
            returning attempts) select attempts from settled""";
    private static final String RECORD = """
            insert into attempts (tenant_id, delivery_id, attempt, attempted_at, status_code, error, duration_ms) \
            select r.tenant_id, r.delivery_id, r.attempt, r.attempted_at, r.status_code, r.error, r.duration_ms \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, delivery_id text, attempt int, \
            attempted_at timestamptz, status_code int, error text, duration_ms int)""";

    private record Planned(
            @JsonProperty("tenant_id") String tenantId,
            @JsonProperty("delivery_id") String deliveryId,
            @JsonProperty("webhook_id") String webhookId,
            String subject,
            int sequence,
            @JsonProperty("created_at") Instant createdAt) {}

    /** Keeps the messages that somebody wants, and one delivery for each who does. */
    Uni<Void> plan(
            Mutiny.StatelessSession session, List<MessageRow> messages, List<WebhookRow> listening, Instant now) {
        var planned = messages.stream()
                .flatMap(message -> listening.stream()
                        .filter(webhook -> webhook.subscription().covers(message.webhookType()))
                        .map(webhook -> planned(message, webhook, now)))
                .toList();
        var wanted = messages.stream()
                .filter(message -> listening.stream()
                        .anyMatch(webhook -> webhook.subscription().covers(message.webhookType())))
                .toList();
        return Rows.write(session, KEEP_MESSAGES, wanted)
                .chain(() -> Rows.write(session, PLAN, planned))
                .replaceWithVoid();
    }

    /** Up to {@code room} due deliveries of the endpoint, leased; what others hold is passed over. */
    Uni<List<ClaimRow>> claim(
            Mutiny.StatelessSession session, String tenantId, String webhookId, int room, Instant now) {
        return session.createNativeQuery(CLAIM, ClaimRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("webhook", webhookId)
                .setParameter("now", now)
                .setParameter("room", room)
                .setParameter("lease", Identifier.next("lea"))
                .setParameter("until", now.plus(LEASE))
                .getResultList();
    }

    /** Makes up to {@code room} waiting deliveries of an endpoint that is off dead letters. */
    Uni<List<ClaimRow>> bury(
            Mutiny.StatelessSession session, String tenantId, String webhookId, int room, Instant now, String error) {
        return session.createNativeQuery(BURY, ClaimRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("webhook", webhookId)
                .setParameter("now", now)
                .setParameter("room", room)
                .setParameter("error", error)
                .getResultList();
    }

    /** Writes the outcome of an attempt; answers how many there were, or null if the lease was lost and another attempt decides. */
    Uni<Integer> settle(Mutiny.StatelessSession session, ClaimRow claim, Settlement settlement, Instant now) {
        return session.createNativeQuery(SETTLE, Integer.class)
                .setParameter("status", settlement.status().wireName())
                .setParameter("due", settlement.dueAt())
                .setParameter("failures", settlement.failures())
                .setParameter("error", settlement.error())
                .setParameter("now", now)
                .setParameter("tenant", claim.tenantId)
                .setParameter("delivery", claim.deliveryId)
                .setParameter("lease", claim.lease)
                .getSingleResultOrNull();
    }

    Uni<Void> record(Mutiny.StatelessSession session, AttemptRow attempt) {
        return Rows.write(session, RECORD, List.of(attempt)).replaceWithVoid();
    }

    private static Planned planned(MessageRow message, WebhookRow webhook, Instant now) {
        return new Planned(
                message.tenantId(),
                Identifier.next("ntf"),
                webhook.webhookId,
                message.subject(),
                message.sequence(),
                now);
    }
}
