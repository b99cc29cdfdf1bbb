package io.grapevine.notification.text;

import io.grapevine.notification.moment.Notice;

/** A notice in a line, for channels that have no more room. Plain text: providers put no markup into it, and neither do we. */
public final class TextMessage {

    /** Three parts of an SMS in the alphabet that all languages share (70 characters, less what joins the parts). */
    static final int LONGEST = 3 * 67;

    private TextMessage() {}

    /** What promotes says how to leave, however long that link is: without it the text must not go out. */
    public static String of(Notice notice) {
        var brief = cut(notice.letter().brief());
        var leave = notice.letter().leave();
        return leave == null ? brief : brief + " " + leave.label() + ": " + leave.url();
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        var end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
