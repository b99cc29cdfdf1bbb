package io.grapevine.clicktracking.outcome.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.consume.Failures;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.KafkaEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Notes which events a consumer refused, by the headers alone: the record itself may be unreadable. */
@ApplicationScoped
class DeadLetterConsumer {

    private static final Logger LOG = Logger.getLogger(DeadLetterConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final String INSERT = """
            insert into dead_events (tenant_id, origin, consumer, source, event_id, topic, reason, died_at) \
            select r.tenant_id, r.origin, r.consumer, r.source, r.event_id, r.topic, r.reason, r.died_at \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, origin text, consumer text, source text, \
            event_id text, topic text, reason text, died_at timestamptz) order by r.origin on conflict do nothing""";

    private record Row(
            @JsonProperty("tenant_id") String tenantId,
            String origin,
            String consumer,
            String source,
            @JsonProperty("event_id") String eventId,
            String topic,
            String reason,
            @JsonProperty("died_at") Instant diedAt) {}

    private final TenantTransactions transactions;

    DeadLetterConsumer(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    @Incoming("dead-letters")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        Map<String, List<Row>> byTenant = new LinkedHashMap<>();
        for (var record : batch)
            row(record)
                    .ifPresent(row -> byTenant.computeIfAbsent(row.tenantId(), tenant -> new ArrayList<>())
                            .add(row));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(group -> save(group.getKey(), group.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> save(String tenantId, List<Row> rows) {
        return Uni.createFrom()
                .deferred(() -> transactions.inTenant(tenantId, session -> Rows.write(session, INSERT, rows)))
                .onFailure(Failures::willPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "%d dead letters of tenant %s cannot be shown", rows.size(), tenantId);
                    return 0;
                });
    }

    /** Empty for a record that says neither whose it is nor which event: an operator finds it on the topic. */
    private static Optional<Row> row(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        var tenantId = KafkaEvents.optional(headers, KafkaEvents.TENANT_ID);
        var eventId = KafkaEvents.optional(headers, "ce_id");
        if (tenantId.isEmpty() || eventId.isEmpty()) return Optional.empty();
        return Optional.of(new Row(
                tenantId.get(),
                KafkaEvents.optional(headers, "dlq-origin")
                        .orElse(record.topic() + "-" + record.partition() + "@" + record.offset()),
                KafkaEvents.optional(headers, "dlq-consumer").orElse("unknown"),
                KafkaEvents.optional(headers, "ce_source").orElse(""),
                eventId.get(),
                record.topic(),
                KafkaEvents.optional(headers, "dlq-reason").orElse("no reason given"),
                Instant.ofEpochMilli(record.timestamp())));
    }
}
