package io.grapevine.chassis.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets one participant's browser or app in for a while, and proves itself: {@code gv_pt_}, base64url of tenant, participant and end, a
 * point, and a keyed hash of them in hexadecimal.
 *
 * @param payload what it says
 * @param mac what proves it
 */
record ParticipantToken(Payload payload, String mac) {

    static final String PREFIX = "gv_pt_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([A-Za-z0-9_-]{1,1200})\\.([0-9a-f]{64})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 3;

    /** @param until exclusive, to the second */
    record Payload(String tenantId, String participantId, Instant until) {

        /** What the hash covers. */
        String text() {
            return "participant" + SEPARATOR + parts();
        }

        private String parts() {
            return String.join(SEPARATOR, tenantId, participantId, Long.toString(until.getEpochSecond()));
        }
    }

    static String of(Payload payload, String mac) {
        var parts = payload.parts().getBytes(StandardCharsets.UTF_8);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(parts) + "." + mac;
    }

    /** Empty if it has not the form of one; whether the hash is right and the end not reached, the caller must ask. */
    static Optional<ParticipantToken> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        try {
            var parts = new String(Base64.getUrlDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8)
                    .split(SEPARATOR, -1);
            if (parts.length != PARTS || !SECONDS.matcher(parts[2]).matches()) return Optional.empty();
            var until = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            return Optional.of(new ParticipantToken(new Payload(parts[0], parts[1], until), matcher.group(2)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
