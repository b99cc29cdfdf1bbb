package io.grapevine.notification.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a callback comes from who shares the secret, and is not an old one. Compared in constant time. */
final class CallbackProof {

    /** Of Standard Webhooks: clocks differ, and a post that is older is played again. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    // The algorithm is Twilio's; as a keyed hash it stands, whatever became of the bare one.
    private static final String FORM_ALGORITHM = "HmacSHA1";

    private CallbackProof() {}

    /** Twilio's: a keyed hash of the URL and of each field with its value, by name. */
    static boolean isForm(Callback callback, String secret) {
        return fields(callback.body())
                .map(fields -> isEqual(callback.header("x-twilio-signature"), sign(callback.url(), fields, secret)))
                .orElse(false);
    }

    /** As we sign our own webhooks (Standard Webhooks, {@code v1}). */
    static boolean isDocument(Callback callback, SigningSecret secret) {
        var webhookId = callback.header("webhook-id");
        var timestamp = callback.header("webhook-timestamp");
        if (webhookId.isEmpty()
                || webhookId.contains(".")
                || !SECONDS.matcher(timestamp).matches()) return false;
        var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, callback.at()).abs().compareTo(TOLERANCE) > 0) return false;
        var expected = Signature.headers(List.of(secret), webhookId, signedAt, callback.body())
                .getOrDefault("webhook-signature", "");
        var isSigned = false;
        for (var signature : callback.header("webhook-signature").split(" ", -1))
            isSigned |= isEqual(signature, expected);
        return isSigned;
    }

    /** The fields of a form, by name; empty if it is none, or names a field twice. */
    static Optional<SortedMap<String, String>> fields(byte[] body) {
        var fields = new TreeMap<String, String>();
        try {
            for (var pair : new String(body, UTF_8).split("&", -1)) {
                if (pair.isEmpty()) continue;
                var equals = pair.indexOf('=');
                var name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
                var value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
                if (fields.put(name, value) != null) return Optional.empty();
            }
        } catch (IllegalArgumentException noForm) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    private static String sign(String url, Map<String, String> fields, String secret) {
        try {
            var mac = Mac.getInstance(FORM_ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), FORM_ALGORITHM));
            mac.update(url.getBytes(UTF_8));
            fields.forEach((name, value) -> mac.update((name + value).getBytes(UTF_8)));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + FORM_ALGORITHM, e);
        }
    }

    private static boolean isEqual(String said, String expected) {
        return MessageDigest.isEqual(said.getBytes(UTF_8), expected.getBytes(UTF_8));
    }
}
