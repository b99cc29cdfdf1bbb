package io.grapevine.notification.bounce;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where what comes back of one mail goes (VERP): the mailbox of bounces with a token behind a plus, {@code bounce+<token>@mail.example}. The token
 * is the notice's UUID and the beginning of a keyed hash of notice and recipient, both in hexadecimal, which survives servers that write addresses
 * in lower case: who finds it in a report knows that we wrote that notice to that address.
 *
 * @param noticeId {@code ntf_<uuid>}
 * @param proof the first {@value #PROOF_DIGITS} digits of the keyed hash of {@link #text}
 */
public record ReturnPath(String noticeId, String proof) {

    /** 80 bits: nobody guesses one, and with the notice it leaves room for a name in a local part of 64 characters. */
    static final int PROOF_DIGITS = 20;

    /** What RFC 5321 leaves of a local part besides plus and token. */
    public static final int LONGEST_NAME = 11;

    private static final String KIND = "ntf_";
    private static final Pattern UUID =
            Pattern.compile("([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})");
    private static final Pattern MAILBOX = Pattern.compile("[a-z0-9._-]{1," + LONGEST_NAME + "}@[a-z0-9.-]+");
    private static final String TOKEN = "\\+([0-9a-f]{32})([0-9a-f]{" + PROOF_DIGITS + "})@";

    /** Whether bounces can be sent to an address with a token of ours in it. */
    public static boolean isMailbox(String address) {
        return MAILBOX.matcher(address).matches();
    }

    /**
     * What is hashed under a key of the tenant.
     *
     * @param addressHash the tenant's keyed hash of the address that the notice went to
     */
    public static String text(String noticeId, String addressHash) {
        return String.join("\n", "bounce", noticeId, addressHash);
    }

    /**
     * The return path of one mail.
     *
     * @param mailbox {@code name@domain} in lower case, the name of at most {@value #LONGEST_NAME} characters
     * @param mac the whole keyed hash of {@link #text} in hexadecimal
     * @return empty for a notice whose id is no UUID
     */
    public static Optional<String> of(String mailbox, String noticeId, String mac) {
        if (!noticeId.startsWith(KIND)) return Optional.empty();
        var uuid = UUID.matcher(noticeId.substring(KIND.length()));
        if (!uuid.matches()) return Optional.empty();
        var at = mailbox.indexOf('@');
        var token = uuid.replaceAll("$1$2$3$4$5") + mac.substring(0, PROOF_DIGITS);
        return Optional.of(mailbox.substring(0, at) + "+" + token + mailbox.substring(at));
    }

    /** The first return path of the mailbox that a header names; empty if there is none. */
    public static Optional<ReturnPath> in(String header, String mailbox) {
        var at = mailbox.indexOf('@');
        var form = Pattern.compile("(?<![a-z0-9._+-])" + Pattern.quote(mailbox.substring(0, at)) + TOKEN
                + Pattern.quote(mailbox.substring(at + 1)) + "(?![a-z0-9.-])");
        var found = form.matcher(header.toLowerCase(Locale.ROOT));
        if (!found.find()) return Optional.empty();
        var noticeId = KIND + UUID.matcher(found.group(1)).replaceAll("$1-$2-$3-$4-$5");
        return Optional.of(new ReturnPath(noticeId, found.group(2)));
    }

    /** @param mac the whole keyed hash of {@link #text} for the address that a report names */
    public boolean isProvenBy(String mac) {
        return mac.startsWith(proof);
    }
}
