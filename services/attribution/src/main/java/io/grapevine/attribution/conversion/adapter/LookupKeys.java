package io.grapevine.attribution.conversion.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What touchpoints are looked up by instead of ids of any length: 16 bytes each, as the database's {@code lookup_key} computes them.
 * MD5, because both sides have it: a key is neither a secret nor a defence, who could make an id with another's key could as well
 * send the other's id.
 */
final class LookupKeys {

    /** Of a redirect, which knows no visitor. */
    static final UUID NO_VISITOR = new UUID(0, 0);

    private static final String CLICK = "clk_";
    private static final int UUID_LENGTH = 36;
    private static final int NAME_BITS = 16;
    private static final long NAME_MASK = 0xFFFF;

    private LookupKeys() {}

    static UUID of(String id) {
        try {
            var digest = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /**
     * The key of a click that a host reported: 48 bits of its time and 80 of what it is called, so that a visitor's touchpoints lie in
     * the order of time, as they do by our own click ids.
     */
    static UUID ofTouch(String source, String touchId, Instant at) {
        var name = of(source + "\n" + touchId);
        var millis = Math.max(0, at.toEpochMilli());
        return new UUID(
                millis << NAME_BITS | name.getMostSignificantBits() & NAME_MASK, name.getLeastSignificantBits());
    }

    static UUID ofVisitor(@Nullable String visitorId) {
        return visitorId == null ? NO_VISITOR : of(visitorId);
    }

    static @Nullable UUID ofDevice(@Nullable String deviceKey) {
        return deviceKey == null ? null : of(deviceKey);
    }

    /** The UUID that a click id of ours is made of; null for anything else, also for one that is written otherwise than we do. */
    static @Nullable UUID ofClickId(String clickId) {
        if (clickId.length() != CLICK.length() + UUID_LENGTH || !clickId.startsWith(CLICK)) return null;
        for (int i = CLICK.length(); i < clickId.length(); i++) {
            if (!isOurs(clickId.charAt(i), i - CLICK.length())) return null;
        }
        return UUID.fromString(clickId.substring(CLICK.length()));
    }

    private static boolean isOurs(char character, int at) {
        return at == 8 || at == 13 || at == 18 || at == 23
                ? character == '-'
                : character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }

    static String clickId(UUID touch) {
        return CLICK + touch;
    }
}
