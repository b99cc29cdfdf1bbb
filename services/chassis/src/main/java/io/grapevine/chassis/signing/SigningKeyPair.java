package io.grapevine.chassis.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An ed25519 key pair as Standard Webhooks writes it: {@code whsk_} and the base64 of seed and public key is ours alone, {@code whpk_} and the
 * base64 of the public key is the receiver's. Whoever steals the receiver's half can check posts and forge none.
 */
public final class SigningKeyPair implements Signer {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE_PREFIX = "whsk_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int SEED_BYTES = 32;
    private static final int PUBLIC_BYTES = 32;

    private final byte[] seedAndPublicKey;
    private final PrivateKey privateKey;

    private SigningKeyPair(byte[] seedAndPublicKey) {
        if (seedAndPublicKey.length != SEED_BYTES + PUBLIC_BYTES)
            throw new IllegalArgumentException("a signing key pair has 64 bytes, not " + seedAndPublicKey.length);
        this.seedAndPublicKey = seedAndPublicKey.clone();
        this.privateKey = privateKey(Arrays.copyOf(seedAndPublicKey, SEED_BYTES));
    }

    /** A new pair, by the platform's own randomness. */
    public static SigningKeyPair fresh() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var encoded = pair.getPublic().getEncoded(); // RFC 8410: the raw key is what the encoding ends with
            var both = Arrays.copyOf(seed, SEED_BYTES + PUBLIC_BYTES);
            System.arraycopy(encoded, encoded.length - PUBLIC_BYTES, both, SEED_BYTES, PUBLIC_BYTES);
            return new SigningKeyPair(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** @throws IllegalArgumentException if it is not {@code whsk_} and the base64 of 64 bytes */
    public static SigningKeyPair parse(String text) {
        if (!text.startsWith(PRIVATE_PREFIX))
            throw new IllegalArgumentException("a signing key pair starts with " + PRIVATE_PREFIX);
        return new SigningKeyPair(Base64.getDecoder().decode(text.substring(PRIVATE_PREFIX.length())));
    }

    /** What the receiver checks signatures with; no secret. */
    public String publicKey() {
        var raw = Arrays.copyOfRange(seedAndPublicKey, SEED_BYTES, seedAndPublicKey.length);
        return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(raw);
    }

    @Override
    public String sign(byte[] content) {
        try {
            var signature = java.security.Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String reveal() {
        return PRIVATE_PREFIX + Base64.getEncoder().encodeToString(seedAndPublicKey);
    }

    private static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKeyPair that && Arrays.equals(seedAndPublicKey, that.seedAndPublicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seedAndPublicKey);
    }

    @Override
    public String toString() {
        return publicKey();
    }
}
