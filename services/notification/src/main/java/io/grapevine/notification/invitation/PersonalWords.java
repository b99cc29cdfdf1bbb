package io.grapevine.notification.invitation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an advocate writes to a stranger in our name: plain text without addresses, since mail programs make links of them, and the only
 * link of an invitation is ours.
 */
public final class PersonalWords {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_NOTE = 500;

    // A scheme, www., an e-mail address, or letters on both sides of a dot, which is what programs take for a host.
    private static final Pattern ADDRESS = Pattern.compile("://|\\bwww\\.|@|[\\p{L}\\p{N}][.\\u3002\\uFF0E]\\p{L}{2,}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029&&[^\\n\\r\\t]]");
    private static final Pattern BREAK = Pattern.compile("[\\n\\r\\t]");

    private PersonalWords() {}

    /** On one line; empty if it is none, too long, or names an address. */
    public static Optional<String> name(String text) {
        return BREAK.matcher(text).find() ? Optional.empty() : words(text, LONGEST_NAME);
    }

    /** With its line breaks. */
    public static Optional<String> note(String text) {
        return words(text, LONGEST_NOTE);
    }

    private static Optional<String> words(String text, int longest) {
        return text.isBlank()
                        || text.codePointCount(0, text.length()) > longest
                        || UNPRINTABLE.matcher(text).find()
                        || ADDRESS.matcher(text).find()
                ? Optional.empty()
                : Optional.of(text.strip());
    }
}
