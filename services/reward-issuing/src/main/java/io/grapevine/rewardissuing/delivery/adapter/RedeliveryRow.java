package io.grapevine.rewardissuing.delivery.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.events.EventJson;
import io.grapevine.events.RewardChanged;
import io.grapevine.rewardissuing.delivery.RedeliveryForm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request to be told again, and the last change that was. */
@JsonNaming(SnakeCaseStrategy.class)
record RedeliveryRow(
        String tenantId,
        String redeliveryId,
        Instant fromAt,
        Instant toAt,
        @Nullable String programKey,
        @Nullable String externalId,
        String state,
        long events,
        long sent,
        Instant requestedAt,
        @Nullable Instant completedAt,
        Instant afterAt,
        String afterReward,
        int afterSequence) {

    enum State {
        RUNNING,
        COMPLETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A change as it was told. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ToldRow(
            String rewardId,
            int sequence,
            Instant changedAt,
            @Nullable String correlationId,
            RewardChanged event) {}

    /** Nothing of it is told yet: the first change lies after the empty id. */
    static RedeliveryRow of(String tenantId, RedeliveryForm asked, long events, Instant now) {
        return new RedeliveryRow(
                tenantId,
                Identifier.next("rdl"),
                asked.from(),
                asked.to(),
                asked.programKey(),
                asked.externalId(),
                State.RUNNING.word(),
                events,
                0,
                now,
                null,
                asked.from(),
                "",
                0);
    }

    /** After one more page. */
    RedeliveryRow told(List<ToldRow> page, boolean last, Instant now) {
        var end = page.isEmpty() ? null : page.getLast();
        return new RedeliveryRow(
                tenantId,
                redeliveryId,
                fromAt,
                toAt,
                programKey,
                externalId,
                (last ? State.COMPLETED : State.RUNNING).word(),
                events,
                sent + page.size(),
                requestedAt,
                last ? now : null,
                end == null ? afterAt : end.changedAt(),
                end == null ? afterReward : end.rewardId(),
                end == null ? afterSequence : end.sequence());
    }

    static <R> R read(String row, Class<R> type) {
        try {
            return EventJson.mapper().readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds no " + type.getSimpleName(), e);
        }
    }
}
