package io.grapevine.programs.participant.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.SealedPersonal;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.participant.Participant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A participant as the table holds it: personal fields sealed, the address as a keyed hash. */
@Entity
@Table(name = "participants")
@IdClass(ParticipantRow.Key.class)
class ParticipantRow {

    record Key(String tenantId, String participantId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    @JsonProperty("tenant_id")
    String tenantId;

    @Id
    @Column(name = "participant_id")
    @JsonProperty("participant_id")
    String participantId;

    @Column(name = "program_key")
    @JsonProperty("program_key")
    String programKey;

    @Column(name = "external_id")
    @JsonProperty("external_id")
    String externalId;

    @Column(name = "referral_code")
    @JsonProperty("referral_code")
    String referralCode;

    @Column(name = "email_hash")
    @JsonProperty("email_hash")
    @Nullable
    String emailHash;

    @JsonProperty
    @Nullable
    String locale;

    /** JSON of {@link SealedPersonal}. */
    @JsonProperty
    @Nullable
    String personal;

    /** Keyed hash of the sealed fields: tells whether others come, without opening them. */
    @Column(name = "personal_hash")
    @JsonProperty("personal_hash")
    @Nullable
    String personalHash;

    @Column(name = "created_at")
    @JsonProperty("created_at")
    Instant createdAt;

    static ParticipantRow of(String tenantId, Participant participant, Instant createdAt) {
        var row = new ParticipantRow();
        row.tenantId = tenantId;
        row.participantId = participant.id();
        row.programKey = participant.programKey();
        row.externalId = participant.externalId();
        row.referralCode = participant.referralCode().value();
        row.createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        return row;
    }

    Participant toParticipant() {
        return new Participant(participantId, programKey, externalId, new ReferralCode(referralCode));
    }

    void seal(SealedPersonal sealed) {
        try {
            personal = EventJson.mapper().writeValueAsString(sealed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed fields cannot be written", e);
        }
    }

    ParticipantPublished published() {
        return new ParticipantPublished(
                participantId, programKey, externalId, referralCode, emailHash, locale, sealed());
    }

    private @Nullable SealedPersonal sealed() {
        if (personal == null) return null;
        try {
            return EventJson.mapper().readValue(personal, SealedPersonal.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed fields we wrote are unreadable", e);
        }
    }
}
