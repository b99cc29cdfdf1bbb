package io.grapevine.clicktracking.intake;

import java.util.regex.Pattern;

/** Which texts may travel: databases refuse NUL, JSON writers refuse half a surrogate pair, and names are for reading. */
final class Texts {

    /** The longest id or name, in characters as people count them. */
    static final int LONGEST_NAME = 255;

    static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{3,64}");

    private Texts() {}

    /** 1 to 255 printable characters. */
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 2 * LONGEST_NAME) return false;
        int count = 0;
        for (int at = 0; at < text.length(); count++) {
            int character = text.codePointAt(at);
            if (character > '~' ? !isPrintable(character) : character < ' ') return false;
            at += Character.charCount(character);
        }
        return count <= LONGEST_NAME;
    }

    /** Without what databases and JSON writers refuse, and not longer than {@code longest} UTF-16 units. */
    static String cleaned(String text, int longest) {
        boolean clean = text.length() <= longest && text.codePoints().allMatch(Texts::mayTravel);
        if (clean) return text;
        var kept = new StringBuilder();
        text.codePoints().filter(Texts::mayTravel).forEach(character -> {
            if (kept.length() + Character.charCount(character) <= longest) kept.appendCodePoint(character);
        });
        return kept.toString();
    }

    private static boolean mayTravel(int character) {
        return Character.getType(character) != Character.SURROGATE
                && (!Character.isISOControl(character) || character == '\n' || character == '\t');
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
