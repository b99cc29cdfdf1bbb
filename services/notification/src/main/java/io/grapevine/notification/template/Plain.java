package io.grapevine.notification.template;

import java.util.regex.Pattern;

/** What other people wrote, made fit to stand inside our own sentences: text that can do nothing but be read. */
public final class Plain {

    /** Longer names and titles are cut: a letter must stay a letter. */
    static final int LONGEST_LINE = 200;

    /** What news may hold: two pages. */
    static final int LONGEST_TEXT = 5_000;

    private static final String CUT = "…";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    // Controls, direction marks that turn the sentence around, and halves of characters, which no encoder writes.
    private static final Pattern UNREADABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\u200D\\uFE0F]]");
    private static final Pattern BREAK = Pattern.compile("\\r\\n?|[\\u2028\\u2029\\u0085]");
    private static final Pattern UNREADABLE_BUT_BREAKS = Pattern.compile("[" + UNREADABLE.pattern() + "&&[^\\n]]");

    private Plain() {}

    /** On one line. */
    public static String line(String text) {
        var spaced = SPACE.matcher(text).replaceAll(" ");
        return cut(UNREADABLE.matcher(spaced).replaceAll("").strip(), LONGEST_LINE);
    }

    /** With line breaks as they were. */
    public static String text(String text) {
        var broken = BREAK.matcher(text).replaceAll("\n");
        return cut(UNREADABLE_BUT_BREAKS.matcher(broken).replaceAll("").strip(), LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) return text;
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + CUT;
    }
}
