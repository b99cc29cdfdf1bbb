package io.grapevine.notification.bounce;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The status code of a delivery report (RFC 3463): class, subject, detail.
 *
 * @param statusClass 2 delivered, 4 for now, 5 for good
 * @param subject what it is about: 1 the address, 2 the mailbox, and so on
 */
public record EnhancedStatus(int statusClass, int subject, int detail) {

    private static final Pattern FORM = Pattern.compile("\\s*([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b.*", Pattern.DOTALL);
    private static final int FOR_GOOD = 5;
    private static final int UNSAID = 0;
    private static final int ADDRESS = 1;
    private static final int MAILBOX = 2;
    private static final int MAILBOX_DISABLED = 1;

    /** Empty for anything else; a comment behind it is left out. */
    public static Optional<EnhancedStatus> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    /**
     * Whether there is nobody at the address, for good: a full mailbox, a message that is too large, a policy or a route that does not work say
     * nothing about who lives there.
     */
    public boolean isNobodyThere() {
        return statusClass == FOR_GOOD
                && (subject == UNSAID || subject == ADDRESS || subject == MAILBOX && detail == MAILBOX_DISABLED);
    }

    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
