package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.events.ReplayDecided;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes over what replays found and the terms they tried, apart from everything that is owed. Decisions that name one of them as theirs
 * are rewarded by its terms.
 */
@ApplicationScoped
class ReplayConsumer {

    // A replay ends once, and says each thing once: a second delivery finds it there.
    private static final String SAVE_REPLAYS = """
            insert into replays select * from jsonb_populate_recordset(cast(null as replays), cast(:rows as jsonb)) \
            on conflict do nothing""";
    private static final String SAVE_DECISIONS = """
            insert into replay_decisions \
            select * from jsonb_populate_recordset(cast(null as replay_decisions), cast(:rows as jsonb)) \
            order by conversion_id on conflict do nothing""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record DecisionRowOfReplay(
            String tenantId,
            String replayId,
            String conversionId,
            String programKey,
            String person,
            ConversionDecided decision) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record RowOfReplay(
            String tenantId, String replayId, String programKey, Instant fromAt, Instant toAt, long changed) {}

    private final BatchConsumer consumer;

    ReplayConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("replays")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, ReplayConsumer::save);
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var completed = of(events, ReplayCompleted.class).toList();
        return Rows.write(
                        session,
                        SAVE_DECISIONS,
                        of(events, ReplayDecided.class)
                                .map(told -> decision(tenantId, told))
                                .toList())
                .chain(() -> DefinitionConsumer.saveTerms(session, tenantId, completed))
                .chain(() -> Rows.write(
                        session,
                        SAVE_REPLAYS,
                        completed.stream()
                                .map(replay -> replay(tenantId, replay))
                                .toList()))
                .replaceWithVoid();
    }

    private static DecisionRowOfReplay decision(String tenantId, ReplayDecided told) {
        var decision = told.decision();
        return new DecisionRowOfReplay(
                tenantId,
                told.replayId(),
                decision.conversionId(),
                decision.programKey(),
                CustomerKey.of(decision).person(),
                DecisionRow.withoutCandidates(decision));
    }

    private static RowOfReplay replay(String tenantId, ReplayCompleted replay) {
        return new RowOfReplay(
                tenantId, replay.replayId(), replay.programKey(), replay.from(), replay.to(), replay.changed());
    }

    private static <T> Stream<T> of(List<Event<?>> events, Class<T> type) {
        return events.stream().map(Event::data).filter(type::isInstance).map(type::cast);
    }
}
