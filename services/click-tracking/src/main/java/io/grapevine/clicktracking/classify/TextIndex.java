package io.grapevine.clicktracking.classify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds thousands of texts in one pass, whatever their case: three characters at each place say whether any text begins there, and
 * mostly none does.
 */
final class TextIndex<T> {

    /** What is found: what was filed under the text, and where the text lies. */
    @FunctionalInterface
    interface Found<T> {
        void found(T what, int begin, int end);
    }

    /** A text of lower case and what is filed under it. */
    record Entry<T>(String text, T what) {
        Entry {
            if (text.length() < SHORTEST) throw new IllegalArgumentException("too short to be looked for: " + text);
        }
    }

    private record Filed<T>(byte[] text, T what) {

        /** The last character first: texts that begin alike mostly end differently, and a comparison costs more than a look. */
        boolean standsAt(byte[] place, int at) {
            int end = at + text.length;
            return end <= place.length
                    && place[end - 1] == text[text.length - 1]
                    && Arrays.equals(place, at, end, text, 0, text.length);
        }
    }

    /** The texts of one prefix by the character that follows: dozens begin with "web", which every WebKit holds. */
    private static final class Bucket<T> {

        private final Texts<T> whole = new Texts<>();
        private final List<@Nullable Texts<T>> longer = new ArrayList<>(Collections.nCopies(CODES, null));

        void file(Filed<T> filed) {
            if (filed.text.length == SHORTEST) {
                whole.add(filed);
                return;
            }
            int next = CODE[filed.text[SHORTEST]];
            var texts = longer.get(next);
            if (texts == null) {
                texts = new Texts<>();
                longer.set(next, texts);
            }
            texts.add(filed);
        }
    }

    /** One kind of list for all, so that the compiler knows which it is. */
    private static final class Texts<T> extends ArrayList<Filed<T>> {

        void search(byte[] text, int at, Found<? super T> found) {
            for (int i = 0; i < size(); i++) {
                var filed = get(i);
                if (filed.standsAt(text, at)) found.found(filed.what, at, at + filed.text.length);
            }
        }
    }

    static final int SHORTEST = 3;

    private static final int BITS = 5;
    private static final int CODES = 1 << BITS;
    private static final int PREFIXES = 1 << SHORTEST * BITS;
    /** Each character as one of 32: letters apart, the rest of what is usual as well as it goes. */
    private static final byte[] CODE = codes();

    private final List<@Nullable Bucket<T>> byPrefix = new ArrayList<>(Collections.nCopies(PREFIXES, null));
    /** One bit a prefix: small enough to stay in the processor's nearest memory. */
    private final long[] used = new long[PREFIXES / Long.SIZE];

    TextIndex(List<Entry<T>> entries) {
        entries.forEach(this::file);
    }

    /** {@code text} must be folded ({@link #folded}). */
    void search(byte[] text, Found<? super T> found) {
        if (text.length < SHORTEST) return;
        int prefix = CODE[text[0]] << BITS | CODE[text[1]];
        for (int at = 0; at <= text.length - SHORTEST; at++) {
            prefix = (prefix << BITS | CODE[text[at + 2]]) & PREFIXES - 1;
            if ((used[prefix >> 6] & 1L << prefix) != 0) compare(text, at, prefix, found);
        }
    }

    /** Lower case and one byte a character, so that places stay the same; what is no ASCII matches nothing. */
    static byte[] folded(String text) {
        var folded = text.getBytes(StandardCharsets.US_ASCII);
        if (folded.length != text.length()) return withoutPairs(text);
        for (int at = 0; at < folded.length; at++) {
            byte c = folded[at];
            folded[at] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        }
        return folded;
    }

    /** Characters beyond the basic plane are two in a text and would be one byte. */
    private static byte[] withoutPairs(String text) {
        return folded(text.codePoints()
                .mapToObj(c -> c < 0x80 ? Character.toString(c) : "?".repeat(Character.charCount(c)))
                .collect(Collectors.joining()));
    }

    private void compare(byte[] text, int at, int prefix, Found<? super T> found) {
        var bucket = byPrefix.get(prefix);
        if (bucket == null) return;
        bucket.whole.search(text, at, found);
        int next = at + SHORTEST;
        var longer = next < text.length ? bucket.longer.get(CODE[text[next]]) : null;
        if (longer != null) longer.search(text, at, found);
    }

    private void file(Entry<T> entry) {
        var text = entry.text.getBytes(StandardCharsets.US_ASCII);
        int prefix = (CODE[text[0]] << BITS | CODE[text[1]]) << BITS | CODE[text[2]];
        var bucket = byPrefix.get(prefix);
        if (bucket == null) {
            bucket = new Bucket<>();
            byPrefix.set(prefix, bucket);
        }
        bucket.file(new Filed<>(text, entry.what));
        used[prefix >> 6] |= 1L << prefix;
    }

    private static byte[] codes() {
        var codes = new byte[0x80];
        for (char c = 0; c < codes.length; c++) codes[c] = (byte) code(c);
        return codes;
    }

    private static int code(char c) {
        if (c >= 'a' && c <= 'z') return c - 'a' + 1;
        if (c >= '0' && c <= '9') return 31;
        return switch (c) {
            case ' ' -> 27;
            case '/' -> 28;
            case '.' -> 29;
            case '-', '_' -> 30;
            default -> 0;
        };
    }
}
