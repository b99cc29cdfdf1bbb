package io.grapevine.notification.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a program signs its mail: the name beside the installation's address, and where answers go.
 *
 * @param name as the tenant wrote it; may be hostile. Null = the program's name
 * @param replyTo null = answers go to the installation's address
 */
public record Sender(@Nullable String name, @Nullable EmailAddress replyTo) {

    public static final Sender USUAL = new Sender(null, null);

    /** Longer ones are cut by every mail program. */
    static final int LONGEST_NAME = 60;

    // What can begin an address, end a phrase, or look like an address to the reader.
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}@<>\"\\\\,;:()\\[\\]]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern ATOMS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");
    // 60 characters in base64; with its frame an encoded word stays below RFC 2047's 75.
    private static final int LONGEST_WORD = 45;

    /** A mailbox that a header can name as it is; empty for any other text. */
    public static Optional<EmailAddress> replyTo(String text) {
        return EmailAddress.parse(text)
                .filter(address -> ASCII.matcher(address.value()).matches());
    }

    /** The name and the address as a header writes them (RFC 5322, RFC 2047); the address alone where no name is left. */
    public static String mailbox(String name, EmailAddress address) {
        var plain = plain(name);
        return plain.isEmpty() ? address.value() : phrase(plain) + " <" + address.value() + ">";
    }

    /** What of a name can stand beside an address. */
    static String plain(String name) {
        var spaced = SPACE.matcher(
                        FORBIDDEN.matcher(SPACE.matcher(name).replaceAll(" ")).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        var points = spaced.codePointCount(0, spaced.length());
        return points <= LONGEST_NAME
                ? spaced
                : spaced.substring(0, spaced.offsetByCodePoints(0, LONGEST_NAME))
                        .strip();
    }

    private static String phrase(String plain) {
        if (ATOMS.matcher(plain).matches()) return plain;
        var words = new ArrayList<String>();
        for (var part : parts(plain))
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)) + "?=");
        return String.join(" ", words);
    }

    /** Whole characters, as many as an encoded word has room for. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var bytes = 0;
        for (var point : text.codePoints().toArray()) {
            var character = Character.toString(point);
            var more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > LONGEST_WORD) {
                parts.add(part.toString());
                part.setLength(0);
                bytes = 0;
            }
            part.append(character);
            bytes += more;
        }
        parts.add(part.toString());
        return parts;
    }
}
