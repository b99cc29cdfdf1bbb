package io.grapevine.notification.push;

import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a browser gives whoever may write to it.
 *
 * @param endpoint where its push service takes messages for it: whoever knows it can send
 * @param key the browser's public key
 * @param secret 16 bytes that the two sides share
 */
public record PushSubscription(String endpoint, ECPublicKey key, byte[] secret) {

    public static final int SECRET_BYTES = 16;

    public PushSubscription {
        if (secret.length != SECRET_BYTES)
            throw new IllegalArgumentException("secret must have " + SECRET_BYTES + " bytes, had " + secret.length);
        secret = secret.clone();
    }

    /** @throws IllegalArgumentException if a part is not what it should be */
    public static PushSubscription of(String endpoint, String p256dh, String auth) {
        var key = P256.point(Base64.getUrlDecoder().decode(p256dh))
                .orElseThrow(() -> new IllegalArgumentException("p256dh is no point of P-256"));
        return new PushSubscription(endpoint, key, Base64.getUrlDecoder().decode(auth));
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushSubscription that
                && endpoint.equals(that.endpoint)
                && key.equals(that.key)
                && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return endpoint.hashCode();
    }

    /** The record's own text would let whoever reads a log write to the browser. */
    @Override
    public String toString() {
        return "PushSubscription[…]";
    }
}
