package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Screening.Word;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody said about a review, as stored. */
@Entity
@Table(name = "review_words")
@IdClass(ReviewWordRow.Key.class)
class ReviewWordRow {

    record Key(String tenantId, String programKey, String kind, String subject, String eventId)
            implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "program_key")
    String programKey;

    @Id
    String kind;

    @Id
    String subject;

    @Column(name = "customer_id")
    @Nullable
    String customerId;

    @Column(name = "spoken_at")
    Instant spokenAt;

    @Id
    @Column(name = "event_id")
    String eventId;

    String said;

    @Column(name = "spoken_by")
    String spokenBy;

    String reason;

    EventOrder order() {
        return new EventOrder(spokenAt, eventId);
    }

    Word toWord() {
        return new Word(Word.Said.valueOf(said), spokenAt, spokenBy, reason);
    }

    /** A word on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String programKey,
            String kind,
            String subject,
            @Nullable String customerId,
            Instant spokenAt,
            String eventId,
            String said,
            String spokenBy,
            String reason) {

        static New of(String tenantId, ConversionKey key, @Nullable String customerId, String eventId, Word word) {
            return new New(
                    tenantId,
                    key.programKey(),
                    key.kind().name(),
                    key.subject(),
                    customerId,
                    word.at(),
                    eventId,
                    word.said().name(),
                    word.by(),
                    word.reason());
        }
    }
}
