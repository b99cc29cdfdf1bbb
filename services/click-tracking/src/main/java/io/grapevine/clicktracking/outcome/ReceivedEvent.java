package io.grapevine.clicktracking.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log has it, as far as it must be compared with others.
 *
 * @param type the short word of the contract
 * @param currency of a purchase or refund
 */
public record ReceivedEvent(
        String source,
        String eventId,
        String type,
        @Nullable String bodyHash,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String orderId,
        @Nullable String refundId,
        @Nullable String currency) {}
