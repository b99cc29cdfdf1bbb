package io.grapevine.acceptance.fact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One line of a log: something that happened at {@code at}, under an event id that makes repeats recognisable. */
public sealed interface Fact {
    /** The order of the decision spec: event time, then event id. */
    Comparator<Fact> IN_EVENT_ORDER = Comparator.comparing(Fact::at).thenComparing(Fact::eventId, Ids.BY_CODE_POINT);

    String eventId();

    Instant at();

    Kind kind();

    /** The types of the format, by their name in the file. */
    enum Kind {
        SHARE,
        CLICK,
        SIGNUP,
        PURCHASE,
        REFUND
    }

    /** An advocate spread a code; the first share of a code says whose it is and which variant it shows. */
    record Share(
            String eventId,
            Instant at,
            String code,
            String sharer,
            String channel,
            @Nullable String variant) implements Fact {
        @Override
        public Kind kind() {
            return Kind.SHARE;
        }
    }

    /** A visitor followed a code. */
    record Click(String eventId, Instant at, String code, String visitor) implements Fact {
        @Override
        public Kind kind() {
            return Kind.CLICK;
        }
    }

    /** A visitor became a customer, perhaps naming a code. */
    record SignUp(
            String eventId,
            Instant at,
            String customer,
            @Nullable String visitor,
            @Nullable String code) implements Fact {
        @Override
        public Kind kind() {
            return Kind.SIGNUP;
        }
    }

    /** A customer bought. */
    record Purchase(String eventId, Instant at, String order, String customer, long amountMinor, String currency)
            implements Fact {
        @Override
        public Kind kind() {
            return Kind.PURCHASE;
        }
    }

    /** Part of an order, or all of it, was given back; it is in the order's currency. */
    record Refund(String eventId, Instant at, String refund, String order, long amountMinor) implements Fact {
        @Override
        public Kind kind() {
            return Kind.REFUND;
        }
    }
}
