package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.attribution.replay.Because;
import io.grapevine.events.ConversionDecided;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one replay would change: about a conversion, or about an advocate in one currency.
 *
 * @param externalId the advocate's; with what all changed conversions come to that credit them, or would
 * @param currency absent for sign-ups, which have no amount
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferenceResponse(
        @Nullable String conversionId,
        @Nullable String programKey,
        ConversionDecided.@Nullable Kind kind,
        @Nullable String orderId,
        @Nullable String customerId,
        @Nullable Instant occurredAt,
        @Nullable Side was,
        @Nullable Side wouldBe,
        @Nullable String externalId,
        @Nullable String currency,
        @Nullable Long conversions,
        @Nullable Long wasMinor,
        @Nullable Long wouldBeMinor,
        @Nullable Long differenceMinor,
        Because because) {

    /** A page; {@code next} is the cursor of the following one, absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<DifferenceResponse> items, @Nullable String next) {}

    /** One decision of a conversion, or what it would be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(
            int revision,
            ConversionDecided.Outcome outcome,
            ConversionDecided.@Nullable Reason reason,
            ConversionDecided.@Nullable Advocate advocate,
            List<ConversionDecided.Credit> credits,
            List<ConversionDecided.Upline> upline,
            @Nullable String lostTo) {

        static Side of(ConversionDecided decided) {
            return new Side(
                    decided.revision(),
                    decided.outcome(),
                    decided.reason(),
                    decided.advocate(),
                    decided.credits(),
                    decided.upline(),
                    decided.lostTo());
        }
    }

    static DifferenceResponse of(ReplayDifferences.Row row) {
        var was = row.was();
        return new DifferenceResponse(
                was.conversionId(),
                was.programKey(),
                was.kind(),
                was.orderId(),
                was.customerId(),
                was.occurredAt(),
                Side.of(was),
                Side.of(row.wouldBe()),
                null,
                null,
                null,
                null,
                null,
                null,
                row.because());
    }

    static DifferenceResponse of(ReplayDifferences.OfAdvocate sum) {
        return new DifferenceResponse(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                sum.advocate(),
                sum.currency().isEmpty() ? null : sum.currency(),
                sum.conversions(),
                sum.wasMinor(),
                sum.wouldBeMinor(),
                Math.subtractExact(sum.wouldBeMinor(), sum.wasMinor()),
                new Because(sum.reasons(), sum.terms()));
    }
}
