package io.grapevine.chassis.signing;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key a receiver and we share, as Standard Webhooks writes it: {@code whsec_} and the base64 of 24 to 64 random bytes.
 * Its text is only shown through {@link #reveal()}, so that no log line can carry it by accident.
 */
public final class SigningSecret implements Signer {

    /** What a generated secret has; the specification allows 24 to 64. */
    public static final int GENERATED_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final byte[] key;

    private SigningSecret(byte[] key) {
        if (key.length < FEWEST_BYTES || key.length > MOST_BYTES)
            throw new IllegalArgumentException("a signing secret has 24 to 64 bytes, not " + key.length);
        this.key = key.clone();
    }

    public static SigningSecret of(byte[] randomBytes) {
        return new SigningSecret(randomBytes);
    }

    /** @throws IllegalArgumentException if it is not {@code whsec_} and the base64 of 24 to 64 bytes */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) throw new IllegalArgumentException("a signing secret starts with " + PREFIX);
        return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    /** The text the tenant puts into its receiver. */
    @Override
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String sign(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
