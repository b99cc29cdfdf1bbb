package io.grapevine.clicktracking.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** RFC 3339 times with their mandatory offset. {@code java.time} alone would also take times without seconds or with second-wise offsets. */
final class Rfc3339 {

    /** What a text is as a time. */
    sealed interface Parsed {
        /** Finer than a millisecond is cut off. */
        record At(Instant instant) implements Parsed {}

        record NoOffset() implements Parsed {}

        record NoTime() implements Parsed {}
    }

    private static final int SECONDS_END = 19;
    private static final int MILLI_DIGITS = 3;
    /** Databases have no year 0. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final String SHAPE = "0000-00-00T00:00:00";

    private Rfc3339() {}

    static Parsed parse(String text) {
        if (text.length() < SECONDS_END || !hasShape(text)) return new Parsed.NoTime();
        int at = endOfFraction(text);
        if (at < 0) return new Parsed.NoTime();
        if (at == text.length()) return new Parsed.NoOffset();
        try {
            var offset = offset(text, at);
            if (offset == null) return new Parsed.NoTime();
            var instant = local(text, at).toInstant(offset);
            return instant.isBefore(FIRST) ? new Parsed.NoTime() : new Parsed.At(instant);
        } catch (DateTimeException e) {
            return new Parsed.NoTime();
        }
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char expected = SHAPE.charAt(i);
            char actual = text.charAt(i);
            boolean fits = expected == '0'
                    ? isDigit(actual)
                    : expected == 'T' ? actual == 'T' || actual == 't' : actual == expected;
            if (!fits) return false;
        }
        return true;
    }

    /** The first character behind the optional fraction, or -1 if there is a point without digits. */
    private static int endOfFraction(String text) {
        if (text.length() == SECONDS_END || text.charAt(SECONDS_END) != '.') return SECONDS_END;
        int at = SECONDS_END + 1;
        while (at < text.length() && isDigit(text.charAt(at))) at++;
        return at == SECONDS_END + 1 ? -1 : at;
    }

    private static LocalDateTime local(String text, int endOfFraction) {
        int millis = 0;
        for (int i = 0; i < MILLI_DIGITS; i++) {
            int at = SECONDS_END + 1 + i;
            millis = millis * 10 + (at < endOfFraction ? text.charAt(at) - '0' : 0);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                millis * 1_000_000);
    }

    private static @Nullable ZoneOffset offset(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') return at + 1 == text.length() ? ZoneOffset.UTC : null;
        boolean shaped = (sign == '+' || sign == '-')
                && text.length() == at + 6
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && text.charAt(at + 3) == ':'
                && isDigit(text.charAt(at + 4))
                && isDigit(text.charAt(at + 5));
        if (!shaped || number(text, at + 4, at + 6) > 59 || number(text, at + 1, at + 3) > 23) return null;
        int minutes = number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
        return ZoneOffset.ofTotalSeconds((sign == '-' ? -minutes : minutes) * 60);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
