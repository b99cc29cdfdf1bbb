package io.grapevine.notification.webhook.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Columns;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Deliveries as the consumer plans and the dispatcher claims and settles them, in the caller's transaction. */
@ApplicationScoped
class Deliveries {

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
    // What is in hand already is still pending: it was only read.
    private static final String DUE = """
            with due as (select d.tenant_id, d.delivery_id, d.webhook_id, d.subject, d.sequence, d.due_at, d.failures, d.attempts \
            from deliveries d where d.tenant_id = :tenant and d.webhook_id = :webhook and d.status = 'pending' \
            and d.due_at <= :now and d.delivery_id <> all (cast(:inHand as text[]))%s order by d.due_at, d.delivery_id limit :room) \
            select c.tenant_id, c.delivery_id, c.webhook_id, c.failures, c.attempts, m.body, m.correlation_id \
            from due c join messages m on m.tenant_id = c.tenant_id and m.subject = c.subject and m.sequence = c.sequence \
            order by c.due_at, c.delivery_id""";
    private static final String IN_ANY_ORDER = DUE.formatted("");
    // One at a time of each subject, the earliest that has not ended; what is due later holds up what is due now.
    private static final String IN_ORDER = DUE.formatted("""
             and not exists (select 1 from deliveries e where e.tenant_id = d.tenant_id and e.subject = d.subject \
            and e.sequence < d.sequence and e.webhook_id = d.webhook_id and e.status = 'pending')""");
    private static final String BURY = """
            with waiting as (select tenant_id, delivery_id from deliveries where tenant_id = :tenant and webhook_id = :webhook \
            and status = 'pending' and delivery_id <> all (cast(:inHand as text[])) limit :room), \
            buried as (update deliveries d set status = 'dead_letter', last_error = :error, ended_at = :now \
            from waiting where d.tenant_id = waiting.tenant_id and d.delivery_id = waiting.delivery_id returning d.*) \
            select b.tenant_id, b.delivery_id, b.webhook_id, b.failures, b.attempts, '' as body, m.correlation_id \
            from buried b join messages m on m.tenant_id = b.tenant_id and m.subject = b.subject and m.sequence = b.sequence""";
    // Only who knows of all attempts before may add one: an instance that was believed dead settles nothing any more.
    // Not "is pending": after quiet times statistics know of none that is, and the plan would read all of them for each
    // turn.
    private static final String SETTLE = """
            with given as (select delivery, status, timestamptz 'epoch' + due * interval '1 microsecond' as due, failures, error, \
            timestamptz 'epoch' + at * interval '1 microsecond' as at, code, took, before \
            from unnest(cast(:delivery as text[]), cast(:status as text[]), cast(:due as bigint[]), cast(:failures as bigint[]), \
            cast(:error as text[]), cast(:at as bigint[]), cast(:code as bigint[]), cast(:took as bigint[]), \
            cast(:before as bigint[])) as g(delivery, status, due, failures, error, at, code, took, before)), \
            settled as (update deliveries d set status = g.status, due_at = g.due, failures = g.failures, attempts = d.attempts + 1, \
            last_error = g.error, ended_at = case when g.status = 'pending' then null else cast(:now as timestamptz) end, \
            delivered_at = case when g.status = 'delivered' then g.at end, \
            delivered_code = case when g.status = 'delivered' then g.code end, \
            delivered_ms = case when g.status = 'delivered' then g.took end \
            from given g where d.tenant_id = :tenant and d.delivery_id = g.delivery \
            and d.status not in ('delivered', 'dead_letter') and d.attempts = g.before returning d.tenant_id, d.delivery_id, d.attempts), \
            failed as (insert into attempts (tenant_id, delivery_id, attempt, attempted_at, status_code, error, duration_ms) \
            select s.tenant_id, s.delivery_id, s.attempts, g.at, g.code, g.error, g.took from settled s \
            join given g on g.delivery = s.delivery_id where g.status <> 'delivered' returning 1) \
            select delivery_id from settled""";

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

    /** Up to {@code room} that are due and not in hand, the longest due first. */
    Uni<List<ClaimRow>> due(
            Mutiny.StatelessSession session, WebhookRow webhook, Collection<String> inHand, int room, Instant now) {
        if (room == 0) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(webhook.ordered ? IN_ORDER : IN_ANY_ORDER, ClaimRow.class)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("now", now)
                .setParameter("inHand", inHand.toArray(String[]::new))
                .setParameter("room", room)
                .getResultList();
    }

    /** Makes up to {@code room} deliveries that are not in hand of an endpoint that is off dead letters. */
    Uni<List<ClaimRow>> bury(
            Mutiny.StatelessSession session,
            WebhookRow webhook,
            Collection<String> inHand,
            int room,
            Instant now,
            String error) {
        return session.createNativeQuery(BURY, ClaimRow.class)
                .setParameter("tenant", webhook.tenantId)
                .setParameter("webhook", webhook.webhookId)
                .setParameter("now", now)
                .setParameter("inHand", inHand.toArray(String[]::new))
                .setParameter("room", room)
                .setParameter("error", error)
                .getResultList();
    }

    /** Writes what became of some deliveries of a tenant; answers the ids of those that nobody else had settled. */
    Uni<List<String>> settle(Mutiny.StatelessSession session, String tenantId, List<Outcome> outcomes, Instant now) {
        return Columns.of(outcomes)
                .all("tenant", tenantId)
                .all("now", now)
                .text("delivery", outcome -> outcome.claim().deliveryId)
                .text("status", outcome -> settlement(outcome, now).status().wireName())
                .time("due", outcome -> settlement(outcome, now).dueAt())
                .number("failures", outcome -> (long) settlement(outcome, now).failures())
                .text("error", outcome -> settlement(outcome, now).error())
                .time("at", Outcome::at)
                .number("code", outcome -> longOrNull(outcome.statusCode()))
                .number("took", outcome -> outcome.took().toMillis())
                .number("before", outcome -> (long) outcome.claim().attempts)
                .read(session, SETTLE, String.class);
    }

    private static Settlement settlement(Outcome outcome, Instant now) {
        return Settlement.of(outcome.verdict(), outcome.claim().failures, now);
    }

    private static @Nullable Long longOrNull(@Nullable Integer number) {
        return number == null ? null : number.longValue();
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
