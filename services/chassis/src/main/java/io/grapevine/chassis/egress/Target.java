package io.grapevine.chassis.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a receiver listens, taken apart once: the connection, the Host header and the certificate check all use these parts, so no
 * second reading of the text can see another host in it.
 *
 * @param url as the tenant wrote it
 * @param host lower case; a name, a dotted IPv4 address, or an IPv6 address without brackets
 * @param pathAndQuery the request target, at least {@code /}
 */
public record Target(String url, boolean secure, String host, int port, String pathAndQuery) {

    /** What browsers and proxies still accept; longer ones are mistakes. */
    public static final int LONGEST_URL = 2048;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int LARGEST_PORT = 65535;

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}\\.?$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.?");
    private static final Pattern DOTTED_IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    /** A last label like these makes many parsers read the host as an IPv4 address in octal, hexadecimal or one number. */
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    /** The outcome of reading what a tenant sent. */
    public sealed interface Reading {
        record Usable(Target target) implements Reading {}

        record Unusable(String code, String detail) implements Reading {}
    }

    /**
     * Reads a URL; whether its host's addresses may be connected to is {@link AddressGuard}'s question.
     *
     * @param plainHttpAllowed true only in the local run
     */
    public static Reading read(String url, boolean plainHttpAllowed) {
        if (url.length() > LONGEST_URL) return unusable("has more than " + LONGEST_URL + " characters");
        if (!PRINTABLE_ASCII.matcher(url).matches())
            return unusable("must be printable ASCII: escape the path, write the host in punycode");
        try {
            return read(new URI(url), plainHttpAllowed);
        } catch (URISyntaxException e) {
            return unusable("is no valid URL: " + e.getReason());
        }
    }

    private static Reading read(URI uri, boolean plainHttpAllowed) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var secure = scheme.equals("https");
        if (!secure && !(scheme.equals("http") && plainHttpAllowed)) return unusable("must start with https://");
        if (uri.getRawUserInfo() != null) return unusable("must not carry a user name or password");
        if (uri.getRawFragment() != null) return unusable("must not carry a fragment");
        var host = hostOf(uri);
        if (host.isEmpty()) return unusable("has no host name or canonical IP address");
        var port = uri.getPort() == -1 ? (secure ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        if (port < 1 || port > LARGEST_PORT) return unusable("has no valid port: " + port);
        return new Reading.Usable(new Target(uri.toString(), secure, host.get(), port, pathAndQueryOf(uri)));
    }

    /** The address, if the host is written as one; no name is looked up. */
    public Optional<InetAddress> literalAddress() {
        var isLiteral = host.contains(":") || DOTTED_IPV4.matcher(host).matches();
        return isLiteral ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }

    private static Optional<String> hostOf(URI uri) {
        if (uri.getHost() == null) return Optional.empty();
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) return withoutZone(host.substring(1, host.length() - 1));
        if (DOTTED_IPV4.matcher(host).matches()) return Optional.of(host);
        var isName = HOST_NAME.matcher(host).matches()
                && !NUMBER_AT_THE_END.matcher(host).matches();
        return isName ? Optional.of(host) : Optional.empty();
    }

    /** A zone names one of our own network interfaces: nothing a tenant could mean. */
    private static Optional<String> withoutZone(String ipv6) {
        return ipv6.contains("%") ? Optional.empty() : Optional.of(ipv6);
    }

    private static String pathAndQueryOf(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Reading.Unusable unusable(String detail) {
        return new Reading.Unusable("url_not_allowed", "the URL " + detail);
    }
}
