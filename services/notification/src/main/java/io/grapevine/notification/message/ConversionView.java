package io.grapevine.notification.message;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Explanation;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversion as {@code GET /v1/conversions/{id}} shows it.
 *
 * @param amount gross; null for a sign-up, as is {@code refunded}
 * @param revisions every revision so far, this one last
 */
public record ConversionView(
        String id,
        ConversionDecided.Kind kind,
        String programKey,
        int programVersion,
        @Nullable String customerId,
        @Nullable String visitorId,
        @Nullable String orderId,
        String eventId,
        String eventSource,
        Instant occurredAt,
        Terms.@Nullable Money amount,
        Terms.@Nullable Money refunded,
        DisputeRecorded.@Nullable State disputed,
        int revision,
        ConversionDecided.Outcome outcome,
        ConversionDecided.@Nullable Reason reason,
        ConversionDecided.@Nullable Advocate advocate,
        List<ConversionDecided.Credit> credits,
        List<ConversionDecided.Upline> upline,
        Explanation explanation,
        List<Revision> revisions)
        implements MessageData {

    public ConversionView {
        credits = List.copyOf(credits);
        upline = List.copyOf(upline);
        revisions = List.copyOf(revisions);
    }

    /** What an earlier or this revision said. */
    public record Revision(
            int revision, String outcome, @Nullable String reason, Instant decidedAt) {}

    static ConversionView of(ConversionDecided conversion, List<Change> changes) {
        var revisions = changes.stream()
                .map(change -> new Revision(change.sequence(), change.state(), change.reason(), change.at()))
                .toList();
        return new ConversionView(
                conversion.conversionId(),
                conversion.kind(),
                conversion.programKey(),
                conversion.programVersion(),
                conversion.customerId(),
                conversion.visitorId(),
                conversion.orderId(),
                conversion.eventId(),
                conversion.eventSource(),
                conversion.occurredAt(),
                money(conversion.amountMinor(), conversion.currency()),
                money(conversion.refundedMinor(), conversion.currency()),
                conversion.disputed(),
                conversion.revision(),
                conversion.outcome(),
                conversion.reason(),
                conversion.advocate(),
                conversion.credits(),
                conversion.upline(),
                conversion.explanation(),
                revisions);
    }

    private static Terms.@Nullable Money money(long amountMinor, @Nullable String currency) {
        return currency == null ? null : new Terms.Money(amountMinor, currency);
    }
}
