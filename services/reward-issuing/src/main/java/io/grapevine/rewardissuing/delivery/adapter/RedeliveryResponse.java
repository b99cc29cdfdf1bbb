package io.grapevine.rewardissuing.delivery.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to be told again; {@code events} were in the period when it was asked for, {@code sent} are on their way to the log again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RedeliveryResponse(
        String id,
        String state,
        Instant from,
        Instant to,
        @Nullable String programKey,
        @Nullable String externalId,
        long events,
        long sent,
        Instant requestedAt,
        @Nullable Instant completedAt) {

    /** A page of requests, newest first; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RedeliveryPage(
            List<RedeliveryResponse> items, @Nullable String next) {}

    static RedeliveryResponse of(RedeliveryRow row) {
        return new RedeliveryResponse(
                row.redeliveryId(),
                row.state(),
                row.fromAt(),
                row.toAt(),
                row.programKey(),
                row.externalId(),
                row.events(),
                row.sent(),
                row.requestedAt(),
                row.completedAt());
    }
}
