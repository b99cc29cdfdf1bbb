package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Screening;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review as the API shows it.
 *
 * @param id the conversion's own
 * @param advocates external ids of those who would be credited
 * @param signals what speaks against it, with points and evidence; empty where nothing does any more
 * @param review points from which a person must look
 * @param refuse points from which it is refused without; absent = never
 * @param dueAt when it is decided without a person, if nobody does before; only while it is open
 * @param words what people said, oldest first; only where one review was asked for
 * @param conversion the decision with all revisions; only where one review was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewResponse(
        String id,
        String programKey,
        @Schema(examples = "open") String status,
        ConversionDecided.Kind kind,
        @Nullable String customerId,
        @Nullable String orderId,
        Instant occurredAt,
        List<String> advocates,
        int points,
        @Nullable Integer review,
        @Nullable Integer refuse,
        List<Screening.Signal> signals,
        Instant openedAt,
        @Nullable Instant dueAt,
        @Nullable List<Screening.Word> words,
        @Nullable ConversionResponse conversion) {

    static ReviewResponse of(ReviewRow row) {
        return of(row, null, null);
    }

    static ReviewResponse of(
            ReviewRow row, @Nullable List<Screening.Word> words, @Nullable ConversionResponse conversion) {
        var decided = row.decided();
        var screening = decided.explanation().screening();
        return new ReviewResponse(
                row.conversionId,
                row.programKey,
                row.status,
                decided.kind(),
                decided.customerId(),
                decided.orderId(),
                decided.occurredAt(),
                row.advocates(),
                row.points,
                screening == null ? null : screening.review(),
                screening == null ? null : screening.refuse(),
                screening == null ? List.of() : screening.signals(),
                row.openedAt,
                row.standing() == ReviewRow.Status.OPEN ? row.dueAt : null,
                words,
                conversion);
    }

    /** A page; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ReviewResponse> items, @Nullable String next) {}
}
