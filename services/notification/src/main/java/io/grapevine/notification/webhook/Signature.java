package io.grapevine.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers by which a receiver knows that a post is ours and not an old one played again: Standard Webhooks 1.0, symmetric
 * ({@code v1}). The same three are sent as {@code svix-*}, which many frameworks verify out of the box.
 */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final List<String> HEADER_FAMILIES = List.of("webhook", "svix");

    private Signature() {}

    /**
     * The headers of one attempt.
     *
     * @param secrets all that are valid now: while a secret is rotated the receiver may know either, and gets a signature of each
     * @param webhookId the same over all attempts; must not contain a dot, which separates what is signed
     * @param at the time of this attempt, which receivers compare with their own clock
     */
    public static Map<String, String> headers(List<SigningSecret> secrets, String webhookId, Instant at, byte[] body) {
        if (secrets.isEmpty()) throw new IllegalArgumentException("an attempt needs a signing secret");
        if (webhookId.contains("."))
            throw new IllegalArgumentException("webhookId must not contain a dot: " + webhookId);
        var timestamp = Long.toString(at.getEpochSecond());
        var signatures = secrets.stream()
                .map(secret -> "v1," + sign(secret, webhookId, timestamp, body))
                .collect(Collectors.joining(" "));
        var headers = new LinkedHashMap<String, String>();
        for (var family : HEADER_FAMILIES) {
            headers.put(family + "-id", webhookId);
            headers.put(family + "-timestamp", timestamp);
            headers.put(family + "-signature", signatures);
        }
        return headers;
    }

    private static String sign(SigningSecret secret, String webhookId, String timestamp, byte[] body) {
        var mac = macWith(secret);
        mac.update((webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static Mac macWith(SigningSecret secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
