package io.grapevine.notification.preference;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names who leaves what, and proves itself: base64url of tenant, reader and channel, a point, and a keyed hash of them in hexadecimal. */
public record LeaveToken(Payload payload, String mac) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,1000})\\.([0-9a-f]{64})");
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 3;

    /** What the hash covers. */
    public record Payload(String tenantId, String readerId, String channel) {

        public String text() {
            return String.join(SEPARATOR, "leave", tenantId, readerId, channel);
        }
    }

    public static String of(Payload payload, String mac) {
        var parts = String.join(SEPARATOR, payload.tenantId(), payload.readerId(), payload.channel());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8)) + "."
                + mac;
    }

    /** Empty if it has not the form of one; whether the hash is right, the caller must ask. */
    public static Optional<LeaveToken> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        try {
            var parts = new String(Base64.getUrlDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8)
                    .split(SEPARATOR, -1);
            return parts.length == PARTS
                    ? Optional.of(new LeaveToken(new Payload(parts[0], parts[1], parts[2]), matcher.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
