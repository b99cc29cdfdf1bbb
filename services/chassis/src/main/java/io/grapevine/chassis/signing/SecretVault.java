package io.grapevine.chassis.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.events.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Map;

/** Makes signing secrets and seals them for the table, so that a copy of the database signs nothing. */
@ApplicationScoped
public class SecretVault {

    private static final String FIELD = "secret";

    private final PersonalData personalData;
    private final SecureRandom random = new SecureRandom();

    SecretVault(PersonalData personalData) {
        this.personalData = personalData;
    }

    public SigningSecret fresh() {
        var bytes = new byte[SigningSecret.GENERATED_BYTES];
        random.nextBytes(bytes);
        return SigningSecret.of(bytes);
    }

    /** The secret as the table keeps it: ciphertext and the data key wrapped by the tenant's key, as JSON; {@code name} says whose it is. */
    public String seal(String tenantId, String name, Signer secret) {
        try {
            var sealed = personalData.seal(tenantId, name, Map.of(FIELD, secret.reveal()));
            return EventJson.mapper().writeValueAsString(sealed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed secret cannot be written as JSON", e);
        }
    }

    public SigningSecret open(String tenantId, String text) {
        return SigningSecret.parse(revealed(tenantId, text));
    }

    public SigningKeyPair openKeyPair(String tenantId, String text) {
        return SigningKeyPair.parse(revealed(tenantId, text));
    }

    private String revealed(String tenantId, String text) {
        try {
            var sealed = EventJson.mapper().readValue(text, PersonalData.Sealed.class);
            return personalData.open(tenantId, sealed.fields(), sealed.key()).getOrDefault(FIELD, "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed secret cannot be read", e);
        }
    }
}
