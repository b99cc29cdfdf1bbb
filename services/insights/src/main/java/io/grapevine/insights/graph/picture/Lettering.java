package io.grapevine.insights.graph.picture;

/** Ids as they can be shown: people choose them, and some choose them to break what shows them. */
public final class Lettering {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_WIDE = 0x1100;
    private static final String ELLIPSIS = "…";

    private Lettering() {}

    /** The text without what XML cannot hold and without what turns the reading direction of its surroundings. */
    public static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().map(Lettering::shown).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** The plain text, cut to so many columns; letters of the far East take two. */
    public static String cut(String text, int columns) {
        var plain = plain(text);
        if (columns(plain) <= columns) return plain;
        var cut = new StringBuilder();
        var left = columns - 1;
        for (var letter : plain.codePoints().toArray()) {
            left -= columns(letter);
            if (left < 0) break;
            cut.appendCodePoint(letter);
        }
        return cut + ELLIPSIS;
    }

    /** For the content and the attributes of XML. */
    public static String escaped(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static int columns(String text) {
        return text.codePoints().map(Lettering::columns).sum();
    }

    private static int columns(int letter) {
        return letter >= FIRST_WIDE ? 2 : 1;
    }

    private static int shown(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> letter;
        };
    }
}
