package io.grapevine.events.form;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's value as it appears in a mistake's text: short, on one line, without control characters. */
final class Quoted {

    // Long enough to recognise a value, short enough that an answer does not echo a body back.
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> object -> "an object";
            case List<?> list -> "a list";
            case CharSequence text -> "\"" + cut(text.toString()) + "\"";
            default -> cut(value.toString());
        };
    }

    private static String cut(String text) {
        var shown = text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }
}
