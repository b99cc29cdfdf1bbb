package io.grapevine.notification.moment.adapter;

import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notice that this instance may now hand over, with what is known of its reader. */
@Entity
@IdClass(ClaimedNoticeRow.Key.class)
class ClaimedNoticeRow {

    record Key(String tenantId, String noticeId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "notice_id")
    String noticeId;

    String subject;

    String moment;

    @Column(name = "reader_id")
    String readerId;

    String channel;

    /** Its name, or its key as long as the log has not brought the program. */
    String program;

    /** JSON. */
    String details;

    @Column(name = "happened_at")
    Instant happenedAt;

    String lease;

    int failures;

    int attempts;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;

    @Column(name = "program_key")
    String programKey;

    @Nullable
    String locale;

    @Column(name = "referral_code")
    @Nullable
    String referralCode;

    /** The tenant's own; null for the installation's. */
    @Nullable
    String host;

    @Nullable
    String accent;

    @Nullable
    String sender;

    @Column(name = "reply_to")
    @Nullable
    String replyTo;

    /** The program's own words by language, JSON; null if it has none. */
    @Nullable
    String wordings;

    /** JSON; null = as usual. */
    @Nullable
    String preferences;

    /** Of the reward it is about. */
    @Nullable
    String state;

    boolean suppressed;

    /** Whether who was invited has come, or the invitation was taken back; whether a milestone is no longer one friend away. */
    boolean arrived;

    /**
     * Whether there is a ground to write to the reader: false for an invitation that is not known here, or was forgotten, and for what is
     * promotional over a channel that the reader gave for the rest only.
     */
    boolean consented;

    int told;

    @Column(name = "told_since")
    @Nullable
    Instant toldSince;

    @Column(name = "has_email")
    @Nullable
    Boolean hasEmail;

    @Column(name = "key_id")
    @Nullable
    String keyId;

    @Nullable
    String ciphertext;

    @Nullable
    String person;

    @Column(name = "master_key_version")
    @Nullable
    Integer masterKeyVersion;

    @Column(name = "wrapped_key")
    @Nullable
    String wrappedKey;

    /** Whether everything that opens the reader's fields has come down the log. */
    boolean canBeOpened() {
        return ciphertext != null && wrappedKey != null;
    }

    /** Known to have none, or the log has not brought the person or the key yet. */
    boolean addressMayCome() {
        return hasEmail == null || hasEmail && wrappedKey == null;
    }

    SealedPersonal sealed() {
        return new SealedPersonal(keyId, ciphertext);
    }

    PersonalKeyWrapped key() {
        return new PersonalKeyWrapped(person, keyId, masterKeyVersion, wrappedKey);
    }
}
