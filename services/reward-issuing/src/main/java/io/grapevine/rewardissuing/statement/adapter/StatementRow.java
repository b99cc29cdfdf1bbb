package io.grapevine.rewardissuing.statement.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.statement.Moved;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a transfer did to a person in one currency, and the change of the reward that it belongs to. */
@JsonNaming(SnakeCaseStrategy.class)
record StatementRow(
        long entry,
        String transferId,
        String programKey,
        Instant postedAt,
        String currency,
        long heldMinor,
        long payableMinor,
        long paidMinor,
        String rewardId,
        String ruleId,
        String kind,
        String conversionId,
        @Nullable String orderId,
        @Nullable String customerId,
        @Nullable String status,
        @Nullable String reason,
        @Nullable Integer revision,
        @Nullable Integer programVersion,
        @Nullable Long amountMinor,
        @Nullable Reckoning reckoning) {

    /** How the amount came about, as the change kept it. */
    record Reckoning(
            @Nullable Long baseMinor,
            @Nullable BigDecimal percent,
            @Nullable Long wantedMinor,
            @Nullable String cutBy) {}

    Moved moved() {
        return new Moved(heldMinor, payableMinor, paidMinor);
    }

    static <R> R read(String row, Class<R> type) {
        try {
            return EventJson.mapper().readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the query answers no " + type.getSimpleName(), e);
        }
    }
}
