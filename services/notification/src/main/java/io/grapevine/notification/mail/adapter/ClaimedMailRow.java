package io.grapevine.notification.mail.adapter;

import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A mail that this instance may now send, with what is known of its reader. */
@Entity
@IdClass(ClaimedMailRow.Key.class)
class ClaimedMailRow {

    record Key(String tenantId, String mailId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "mail_id")
    String mailId;

    @Column(name = "reward_id")
    String rewardId;

    /** Its name, or its key as long as the log has not brought the program. */
    String program;

    @Column(name = "participant_id")
    String participantId;

    String worth;

    String lease;

    int failures;

    int attempts;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;

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

    /** Whether everything that opens the address has come down the log. */
    boolean canBeOpened() {
        return ciphertext != null && wrappedKey != null;
    }

    SealedPersonal sealed() {
        return new SealedPersonal(keyId, ciphertext);
    }

    PersonalKeyWrapped key() {
        return new PersonalKeyWrapped(person, keyId, masterKeyVersion, wrappedKey);
    }
}
