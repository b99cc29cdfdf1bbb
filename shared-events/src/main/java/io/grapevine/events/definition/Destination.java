package io.grapevine.events.definition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a link leads: an absolute http or https address with a host.
 *
 * <p>Only spellings that every parser reads alike are taken: plain ASCII, no user info, no backslash, no white space. An address
 * that one parser sends to our client and another to an attacker is an open redirect, and {@code java.net.URI} does not see it.
 */
public record Destination(String address) {

    /** What common browsers, mail clients and proxies carry without cutting. */
    public static final int LONGEST = 2_000;

    /** What to write instead of an address that is refused. */
    public static final String FIX =
            "write an absolute http or https address of at most " + LONGEST + " plain ASCII characters, with a host"
                    + " (non-ASCII hosts in punycode, other characters percent-encoded) and without user info";

    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*\\.?");
    private static final Pattern ADDRESS =
            Pattern.compile("(?<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?<host>[^/?#:@]+)(?::(?<port>\\d{1,5}))?"
                    + "(?<rest>[/?#][A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]*)?");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    // A host whose last label is a number is read as an IPv4 address, in forms (octal, hex, short) that parsers
    // disagree about.
    private static final Pattern NUMERIC_LAST_LABEL = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9A-Fa-f]*)\\.?");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public Destination {
        if (originOf(address) == null) throw new IllegalArgumentException("no destination: " + address);
    }

    /** Empty if the text is no address to lead people to. */
    public static Optional<Destination> parse(String text) {
        return originOf(text) == null ? Optional.empty() : Optional.of(new Destination(text));
    }

    /** Scheme, host and port in lower case with the port always written: what two addresses must share to be one site. */
    public String origin() {
        var origin = originOf(address);
        if (origin == null) throw new IllegalStateException("checked in the constructor: " + address);
        return origin;
    }

    public boolean isOfSameOriginAs(Destination other) {
        return origin().equals(other.origin());
    }

    private static @Nullable String originOf(String text) {
        if (text.length() > LONGEST) return null;
        var matcher = ADDRESS.matcher(text);
        if (!matcher.matches() || BROKEN_ESCAPE.matcher(text).find()) return null;
        var host = matcher.group("host");
        if (!isHost(host)) return null;
        var scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        var port = port(scheme, matcher.group("port"));
        if (port < 1 || port > HIGHEST_PORT) return null;
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static int port(String scheme, @Nullable String written) {
        if (written != null) return Integer.parseInt(written);
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    private static boolean isHost(String host) {
        if (!HOST.matcher(host).matches()) return false;
        return !NUMERIC_LAST_LABEL.matcher(host).matches()
                || DOTTED_QUAD.matcher(host).matches();
    }
}
