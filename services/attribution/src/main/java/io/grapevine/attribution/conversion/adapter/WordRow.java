package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.manual.Word;
import io.grapevine.events.EventJson;
import io.grapevine.events.Explanation.Manual;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What staff said about a conversion, as stored. */
@Entity
@Table(name = "words")
@IdClass(WordRow.Key.class)
class WordRow {

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

    @Column(name = "spoken_at")
    Instant spokenAt;

    @Id
    @Column(name = "event_id")
    String eventId;

    @Column(name = "participant_id")
    @Nullable
    String participantId;

    @Column(name = "external_id")
    @Nullable
    String externalId;

    @Column(name = "referral_code")
    @Nullable
    String referralCode;

    @Column(name = "spoken_by")
    String spokenBy;

    String reason;

    String before;

    Word toWord() {
        return new Word(new EventOrder(spokenAt, eventId), advocate(), spokenBy, reason, before());
    }

    private @Nullable CodeOwner advocate() {
        if (participantId == null || externalId == null || referralCode == null) return null;
        return new CodeOwner(programKey, referralCode, participantId, externalId, null);
    }

    private Manual.Before before() {
        try {
            return EventJson.mapper().readValue(before, Manual.Before.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we wrote of " + eventId + " is unreadable", e);
        }
    }

    /** A word on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String programKey,
            String kind,
            String subject,
            Instant spokenAt,
            String eventId,
            @Nullable String participantId,
            @Nullable String externalId,
            @Nullable String referralCode,
            String spokenBy,
            String reason,
            String before) {

        static New of(String tenantId, ConversionKey key, Word word) {
            var advocate = word.advocate();
            return new New(
                    tenantId,
                    key.programKey(),
                    key.kind().name(),
                    key.subject(),
                    word.order().at(),
                    word.order().eventId(),
                    advocate == null ? null : advocate.participantId(),
                    advocate == null ? null : advocate.externalId(),
                    advocate == null ? null : advocate.code(),
                    word.by(),
                    word.reason(),
                    json(word.before()));
        }

        private static String json(Manual.Before before) {
            try {
                return EventJson.mapper().writeValueAsString(before);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("what was decided cannot be written", e);
            }
        }
    }
}
