package io.grapevine.notification.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/** One mailbox and nothing else: no second address, no display name, no line break that would begin another header. */
public record EmailAddress(String value) {

    /** RFC 5321's longest path without its brackets. */
    static final int LONGEST = 254;

    // Stricter than the RFC on purpose: quoted local parts and comments are what smuggles addresses and headers.
    private static final Pattern MAILBOX = Pattern.compile(
            "[^\\s@,;:<>()\\[\\]\"\\\\\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

    public EmailAddress {
        if (!isMailbox(value)) throw new IllegalArgumentException("not one e-mail address"); // the text is personal
    }

    /** Empty for a text that is no single mailbox. */
    public static Optional<EmailAddress> parse(String text) {
        var stripped = text.strip();
        return isMailbox(stripped) ? Optional.of(new EmailAddress(stripped)) : Optional.empty();
    }

    private static boolean isMailbox(String text) {
        return text.length() <= LONGEST && MAILBOX.matcher(text).matches();
    }

    /** Logs and stack traces show no personal data. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
