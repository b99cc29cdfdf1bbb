package io.grapevine.clicktracking.clickid;

import io.grapevine.clicktracking.clickid.Verification.Reason;
import io.grapevine.clicktracking.clickid.Verification.Refused;
import io.grapevine.clicktracking.clickid.Verification.Valid;
import io.grapevine.events.ClickReference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and checks the click ids of one tenant: version (1 byte), key id (1), UUIDv7 of the click (16), UUID of the link (16),
 * HMAC-SHA256 of all that truncated to 128 bits (16); base64url without padding, 67 characters.
 */
public final class ClickSigner {

    private static final byte VERSION = 1;
    private static final int SIGNED_BYTES = 34;
    private static final int MAC_BYTES = 16;
    private static final int TOKEN_CHARACTERS = 67;
    private static final String LINK_PREFIX = "lnk_";
    private static final String CLICK_PREFIX = "clk_";

    private final byte current;
    /** By key id; each is initialised once and never fed: to find the algorithm and to prepare the key cost more than the signature. */
    private final Map<Byte, Mac> macs;

    ClickSigner(byte current, Map<Byte, SecretKey> keys) {
        this.current = current;
        this.macs = keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, key -> initialised(key.getValue())));
    }

    /** A UUIDv7 of that moment; the caller brings 128 random bits, of which 74 are used. */
    public static UUID clickAt(Instant at, long random, long moreRandom) {
        long high = at.toEpochMilli() << 16 | 0x7000L | random & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | moreRandom >>> 2;
        return new UUID(high, low);
    }

    /** The id of the click as it appears on the log. */
    public static String clickId(UUID click) {
        return CLICK_PREFIX + click;
    }

    /** The token of a click on a link; empty if the link's id is none of ours ({@code lnk_} and a UUID). */
    public Optional<String> mint(UUID click, String linkId) {
        return linkUuid(linkId).map(link -> {
            var token = ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES);
            token.put(VERSION).put(current);
            token.putLong(click.getMostSignificantBits()).putLong(click.getLeastSignificantBits());
            token.putLong(link.getMostSignificantBits()).putLong(link.getLeastSignificantBits());
            token.put(mac(prototype(current).orElseThrow(), token.array()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        });
    }

    /** What the token proves. Takes the same time for every wrong signature. */
    public Verification verify(String token) {
        var bytes = decoded(token);
        if (bytes.isEmpty() || bytes.get()[0] != VERSION) return new Refused(Reason.MALFORMED);
        var signed = bytes.get();
        var prototype = prototype(signed[1]);
        if (prototype.isEmpty()) return new Refused(Reason.UNKNOWN_KEY);
        var claimed = Arrays.copyOfRange(signed, SIGNED_BYTES, signed.length);
        if (!MessageDigest.isEqual(claimed, mac(prototype.get(), signed))) return new Refused(Reason.FORGED);
        return new Valid(reference(ByteBuffer.wrap(signed)));
    }

    private static ClickReference reference(ByteBuffer token) {
        var click = new UUID(token.getLong(2), token.getLong(10));
        var link = new UUID(token.getLong(18), token.getLong(26));
        var clickedAt = Instant.ofEpochMilli(click.getMostSignificantBits() >>> 16);
        return new ClickReference(clickId(click), LINK_PREFIX + link, clickedAt);
    }

    private static Optional<byte[]> decoded(String token) {
        if (token.length() != TOKEN_CHARACTERS) return Optional.empty();
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            // One text per token: the two unused bits of the last character must be zero.
            var again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return again.equals(token) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> linkUuid(String linkId) {
        if (!linkId.startsWith(LINK_PREFIX)) return Optional.empty();
        try {
            var uuid = UUID.fromString(linkId.substring(LINK_PREFIX.length()));
            return linkId.equals(LINK_PREFIX + uuid) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Mac> prototype(byte id) {
        return Optional.ofNullable(macs.get(id));
    }

    private static Mac initialised(SecretKey key) {
        return Cryptography.always(() -> {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        });
    }

    private static byte[] mac(Mac prototype, byte[] token) {
        try {
            var mac = (Mac) prototype.clone();
            mac.update(token, 0, SIGNED_BYTES);
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("JDK 25 clones its HmacSHA256", e);
        }
    }
}
