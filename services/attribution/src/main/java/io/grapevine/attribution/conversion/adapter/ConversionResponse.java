package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Explanation;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversion as the API shows it; money in minor units.
 *
 * @param lostTo the program that is credited instead
 * @param restatedBy the replay whose terms hold at its time in the place of the version's own
 * @param details what was bought and by whom, as far as it was told
 * @param revisions all revisions, oldest first; only where one conversion was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversionResponse(
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
        @Nullable String lostTo,
        @Nullable String restatedBy,
        @Nullable ConversionDetails details,
        @Nullable List<ConversionResponse> revisions) {

    /** The current revision with all of them; of at least one, oldest first. */
    static ConversionResponse withHistory(List<ConversionDecided> revisions) {
        var history = revisions.stream().map(revision -> of(revision, null)).toList();
        return of(revisions.getLast(), history);
    }

    static ConversionResponse of(ConversionDecided decided, @Nullable List<ConversionResponse> revisions) {
        var currency = decided.currency();
        return new ConversionResponse(
                decided.conversionId(),
                decided.kind(),
                decided.programKey(),
                decided.programVersion(),
                decided.customerId(),
                decided.visitorId(),
                decided.orderId(),
                decided.eventId(),
                decided.eventSource(),
                decided.occurredAt(),
                currency == null ? null : new Terms.Money(decided.amountMinor(), currency),
                currency == null ? null : new Terms.Money(decided.refundedMinor(), currency),
                decided.disputed(),
                decided.revision(),
                decided.outcome(),
                decided.reason(),
                decided.advocate(),
                decided.credits(),
                decided.upline(),
                decided.explanation(),
                decided.lostTo(),
                decided.restatedBy(),
                decided.details(),
                revisions);
    }
}
