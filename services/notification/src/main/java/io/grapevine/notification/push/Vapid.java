package io.grapevine.notification.push;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Says to push services who sends (RFC 8292).
 *
 * @param publicKey what browsers subscribe for
 * @param subject {@code mailto:} or {@code https:}, whom the operator of a push service can ask
 */
public record Vapid(ECPublicKey publicKey, ECPrivateKey privateKey, String subject) {

    /** The RFC allows a day; half of it forgives a clock that is wrong. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
    private static final String ES256 = "SHA256withECDSAinP1363Format";

    public Vapid {
        // They stand in JSON that is put together here.
        if (!subject.matches("(mailto:|https://)[\\p{Graph}&&[^\"\\\\]]{3,200}"))
            throw new IllegalArgumentException("subject must be mailto: or https:, was " + subject);
        if (!belongTogether(publicKey, privateKey))
            throw new IllegalArgumentException("the public key is not that of the private key");
    }

    /** Both keys in base64url, as tools for web push print them. */
    public static Vapid of(String publicKey, String privateKey, String subject) {
        var point = P256.point(Base64.getUrlDecoder().decode(publicKey))
                .orElseThrow(() -> new IllegalArgumentException("the public key is no point of P-256"));
        return new Vapid(point, P256.number(Base64.getUrlDecoder().decode(privateKey)), subject);
    }

    /** In base64url: the {@code applicationServerKey} of a browser's subscribe. */
    public String applicationServerKey() {
        return BASE64.encodeToString(P256.bytes(publicKey));
    }

    /** @param audience the push service's origin, such as {@code https://push.example} */
    public String authorization(String audience, Instant now) {
        var claims = "{\"aud\":\"" + audience + "\",\"exp\":" + now.plus(LIFE).getEpochSecond() + ",\"sub\":\""
                + subject + "\"}";
        var signed = HEADER + "." + encoded(claims);
        return "vapid t=" + signed + "." + BASE64.encodeToString(signature(privateKey, signed)) + ", k="
                + applicationServerKey();
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(ECPrivateKey key, String text) {
        return Jdk.certain(() -> {
            var signature = Signature.getInstance(ES256);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        });
    }

    private static boolean belongTogether(ECPublicKey publicKey, ECPrivateKey privateKey) {
        return Jdk.certain(() -> {
            var check = Signature.getInstance(ES256);
            check.initVerify(publicKey);
            check.update("check".getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature(privateKey, "check"));
        });
    }

    @Override
    public String toString() {
        return "Vapid[" + applicationServerKey() + "]";
    }
}
