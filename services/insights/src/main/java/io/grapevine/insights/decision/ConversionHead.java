package io.grapevine.insights.decision;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What insights keeps of a conversion: its outcome as of one revision.
 *
 * @param advocateId the external id of who brought the customer; null unless attributed
 * @param code the code that won; null unless attributed
 * @param touchedAt when the friend followed the link that won, or, of an order by a bind, when the friend signed up; null if there was no such step
 */
public record ConversionHead(
        String tenantId,
        String conversionId,
        int revision,
        String programKey,
        String kind,
        String eventId,
        @Nullable String customerId,
        @Nullable String orderId,
        Instant occurredAt,
        String outcome,
        @Nullable String reason,
        @Nullable String advocateId,
        @Nullable String code,
        long amountMinor,
        long refundedMinor,
        @Nullable String currency,
        String eventSource,
        @Nullable Instant touchedAt) {

    /** The class of evidence that is no step of its own: the code is given with the sign-up. */
    private static final String CODE = "code";

    public static ConversionHead of(String tenantId, ConversionDecided decided) {
        var advocate = decided.advocate();
        var reason = decided.reason();
        return new ConversionHead(
                tenantId,
                decided.conversionId(),
                decided.revision(),
                decided.programKey(),
                decided.kind().wireName(),
                decided.eventId(),
                decided.customerId(),
                decided.orderId(),
                decided.occurredAt(),
                decided.outcome().wireName(),
                reason == null ? null : reason.wireName(),
                advocate == null ? null : advocate.externalId(),
                advocate == null ? null : advocate.referralCode(),
                decided.amountMinor(),
                decided.refundedMinor(),
                decided.currency(),
                decided.eventSource(),
                touchedAt(decided.explanation()));
    }

    private static @Nullable Instant touchedAt(Explanation explanation) {
        if (explanation.boundAt() != null) return explanation.boundAt();
        return explanation.candidates().stream()
                .filter(candidate ->
                        candidate.winner() && !candidate.evidenceClass().equals(CODE))
                .map(Explanation.Candidate::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
