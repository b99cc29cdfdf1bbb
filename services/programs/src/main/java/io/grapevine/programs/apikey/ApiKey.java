package io.grapevine.programs.apikey;

import io.grapevine.events.ApiKeyPublished.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * A key in the one moment it exists in the clear: prefix, random part, checksum.
 *
 * <p>The checksum lets scanners and typists see at once that a text is no key of ours; it is no secret.
 */
public record ApiKey(Kind kind, String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    // 62^22 is more than 2^130: at least the 128 bits that make an unsalted hash enough.
    private static final int RANDOM_LENGTH = 22;
    // 62^6 holds every CRC-32.
    private static final int CHECKSUM_LENGTH = 6;
    // 128 bits in hex.
    private static final int HEX_LENGTH = 32;
    // The prefix and four random characters: enough to tell keys apart in a list, no help to a guesser.
    private static final int HINT_LENGTH = 10;

    public ApiKey {
        if (!value.startsWith(prefixOf(kind))) throw new IllegalArgumentException("no key of kind " + kind);
    }

    /** A fresh key; {@code random} must be unpredictable. */
    public static ApiKey mint(Kind kind, RandomGenerator random) {
        var key = new StringBuilder(prefixOf(kind));
        for (int i = 0; i < RANDOM_LENGTH; i++) key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return new ApiKey(kind, key + checksum(key.toString()));
    }

    /** The key that a local installation is known by, everywhere the same; it must exist in no other mode. */
    public static ApiKey demo(Kind kind) {
        return new ApiKey(kind, prefixOf(kind) + "demo");
    }

    /**
     * Whether a key that somebody brings is as hard to guess as one of ours: one we minted, or as many characters as 128 bits
     * have in hex. Demo keys are neither.
     */
    public boolean isStrong() {
        return checksumHolds() || value.substring(prefixOf(kind).length()).matches("[0-9A-Za-z]{" + HEX_LENGTH + ",}");
    }

    /** Whether the end of the text is the checksum of what stands before it; demo keys carry none. */
    boolean checksumHolds() {
        var random = prefixOf(kind).length() + RANDOM_LENGTH;
        return value.length() == random + CHECKSUM_LENGTH
                && value.substring(random).equals(checksum(value.substring(0, random)));
    }

    /** Hex SHA-256 of the whole key: all that is ever stored. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The first characters, to recognise a key in a list. */
    public String hint() {
        return value.substring(0, Math.min(HINT_LENGTH, value.length()));
    }

    /** Never the key itself: a record's own text would put it into logs. */
    @Override
    public String toString() {
        return hint() + "…";
    }

    private static String prefixOf(Kind kind) {
        return switch (kind) {
            case SECRET -> "gv_sk_";
            case PUBLISHABLE -> "gv_pk_";
            case OPERATOR -> "gv_ok_";
        };
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        var rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
