package io.grapevine.events;

/**
 * A data key for one person's fields, wrapped by the tenant's key-encryption key. A tombstone of this record is erasure.
 *
 * @param person the identity the fields belong to, as in the event's subject
 * @param wrappedKey base64 of a 96-bit nonce followed by the AES-256-GCM ciphertext of the 256-bit data key
 */
public record PersonalKeyWrapped(String person, String keyId, int masterKeyVersion, String wrappedKey)
        implements EventData.Statement {

    @Override
    public String subject() {
        return person + ":" + keyId;
    }
}
