package io.grapevine.notification.push;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A browser's {@code PushSubscription} as its {@code toJSON} writes it, and whose browser it is.
 *
 * @param participantId null if the caller's token says it
 * @param p256dh base64url
 * @param auth base64url
 */
public record PushForm(@Nullable String participantId, String endpoint, String p256dh, String auth) {

    // Those of the large push services have some two hundred characters.
    private static final int LONGEST_ENDPOINT = 2_000;
    private static final int LONGEST_ID = 255;

    public static Reading<PushForm> read(@Nullable Object body) {
        return Form.read(body, PushForm::fill);
    }

    private static @Nullable PushForm fill(Form form) {
        form.requires("endpoint", "send what PushManager.subscribe gave");
        form.requires("keys", "send what PushManager.subscribe gave");
        var participantId = form.text("participantId", LONGEST_ID);
        var endpoint = form.text("endpoint", LONGEST_ENDPOINT);
        var keys = form.object("keys");
        form.knows("expirationTime"); // browsers write null, and a service says 410 when it is over
        form.refuseRest(Set.of());
        if (keys == null) return null;
        keys.requires("p256dh", "send the browser's public key");
        keys.requires("auth", "send the browser's secret");
        var p256dh = keys.read("p256dh", PushForm::point, "a point of P-256, uncompressed, in base64url");
        var auth = keys.read("auth", PushForm::secret, "16 bytes in base64url");
        keys.refuseRest(Set.of());
        return endpoint == null || p256dh == null || auth == null
                ? null
                : new PushForm(participantId, endpoint, p256dh, auth);
    }

    private static Optional<String> point(String text) {
        return decoded(text).flatMap(P256::point).map(point -> text);
    }

    private static Optional<String> secret(String text) {
        return decoded(text)
                .filter(bytes -> bytes.length == PushSubscription.SECRET_BYTES)
                .map(bytes -> text);
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
