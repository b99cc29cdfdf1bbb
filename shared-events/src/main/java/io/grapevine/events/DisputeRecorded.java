package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The buyer's bank asks an order's money back; the latest state by event time holds. */
public record DisputeRecorded(
        String disputeId,
        String orderId,
        State state,
        @Nullable Long amountMinor,
        Context context) implements EventData.Fact {

    /** How the dispute stands; won and lost are the merchant's view. */
    public enum State {
        OPENED,
        WON,
        LOST;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String subject() {
        return orderId;
    }
}
