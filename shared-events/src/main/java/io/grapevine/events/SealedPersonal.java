package io.grapevine.events;

/**
 * Personal fields (e-mail, name, phone, address, message) as they travel: encrypted.
 *
 * @param keyId names the data key, whose wrapped form is on {@code grapevine.keys}; without it the fields are gone for ever
 * @param ciphertext base64 of a 96-bit nonce followed by the AES-256-GCM ciphertext of the fields' JSON
 */
public record SealedPersonal(String keyId, String ciphertext) {}
