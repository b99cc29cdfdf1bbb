package io.grapevine.insights.funnel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables answer, before it becomes a {@link Funnel}. */
public record Counts(
        List<Touches> touches,
        List<Converted> converted,
        SignUps signUps,
        List<Sold> sold,
        List<Refunded> refunded,
        List<Owed> owed) {

    public Counts {
        touches = List.copyOf(touches);
        converted = List.copyOf(converted);
        sold = List.copyOf(sold);
        refunded = List.copyOf(refunded);
        owed = List.copyOf(owed);
    }

    /** Shares and clicks of the codes of one variant; {@code known} is false for clicks whose code is nobody's. */
    public record Touches(@Nullable String variant, boolean known, long shares, long clicks, long human) {}

    /** Conversions of one kind and outcome, by the variant of the code that won. */
    public record Converted(
            @Nullable String variant,
            String kind,
            String outcome,
            @Nullable String reason,
            @Nullable String currency,
            long conversions,
            long netMinor) {

        boolean attributed() {
            return "attributed".equals(outcome);
        }

        boolean isSignUp() {
            return "signup".equals(kind);
        }
    }

    /** Sign-up events and the distinct customers in them. */
    public record SignUps(long events, long customers) {}

    /** Purchases of one currency: events, distinct orders, what they came to and what of it went back. */
    public record Sold(String currency, long events, long orders, long grossMinor, long refundedMinor) {}

    /** Refunds of one currency: events and distinct refunds. */
    public record Refunded(String currency, long events, long refunds, long amountMinor) {}

    /** Rewards of one status, kind and currency. */
    public record Owed(String status, String kind, @Nullable String currency, long rewards, long amountMinor) {}
}
