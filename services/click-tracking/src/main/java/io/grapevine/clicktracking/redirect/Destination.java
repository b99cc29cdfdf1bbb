package io.grapevine.clicktracking.redirect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stored destination, taken apart so that whatever is added can only land below its path.
 *
 * <p>The address is ours only up to the first {@code /} after the authority; a browser decides by the same rule, so text that
 * is added behind it cannot move the origin. What could still climb (dot segments, also encoded, or hidden by characters that
 * browsers drop) is refused by a list of what is allowed, not of what is not.
 *
 * @param origin scheme, host and port, as stored
 * @param path begins with a slash
 * @param query without its question mark
 * @param fragment without its number sign
 */
public record Destination(
        String origin,
        String path,
        @Nullable String query,
        @Nullable String fragment) {

    private static final Pattern STORED =
            Pattern.compile("(?i)(https?://[a-z0-9.\\-\\[\\]:]+)(/[^?#\\x00-\\x20\\x7f\\\\]*)?"
                    + "(?:\\?([^#\\x00-\\x20\\x7f\\\\]*))?(?:#([^\\x00-\\x20\\x7f\\\\]*))?");
    private static final Pattern BELOW = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");
    /** Encoded dots, slashes, backslashes and percent signs: servers disagree about when to decode them. */
    private static final Pattern HIDDEN = Pattern.compile("(?i).*%(2e|2f|5c|25|[01][0-9a-f]|7f).*");

    /** Empty for anything but an absolute http(s) address without user information. */
    public static Optional<Destination> parse(String stored) {
        var parts = STORED.matcher(ascii(stored));
        if (!parts.matches()) return Optional.empty();
        var path = parts.group(2) == null ? "/" : parts.group(2);
        return Optional.of(new Destination(parts.group(1), path, parts.group(3), parts.group(4)));
    }

    /** The place below this one; this one itself if {@code to} names no such place. */
    public Destination below(@Nullable String to) {
        if (to == null) return this;
        var tail = to.startsWith("/") ? to.substring(1) : to;
        if (tail.isEmpty() || !staysBelow(tail)) return this;
        return new Destination(origin, path.endsWith("/") ? path + tail : path + "/" + tail, query, fragment);
    }

    /** The address with the parameters behind those it has; a name that it already has keeps its stored value. */
    public String with(Map<String, String> parameters) {
        var address = new StringBuilder(origin).append(path);
        if (query != null && !query.isEmpty()) address.append('?').append(query);
        boolean first = query == null || query.isEmpty();
        for (var parameter : parameters.entrySet()) {
            if (hasParameter(parameter.getKey())) continue;
            address.append(first ? '?' : '&').append(Query.encode(parameter.getKey()));
            address.append('=').append(Query.encode(parameter.getValue()));
            first = false;
        }
        if (fragment != null) address.append('#').append(fragment);
        return address.toString();
    }

    /** As a header can carry it: other letters become the percent-encoded bytes that a browser would send. */
    private static String ascii(String stored) {
        if (stored.chars().allMatch(character -> character <= '~')) return stored;
        var encoded = new StringBuilder();
        stored.codePoints()
                .forEach(character -> encoded.append(
                        character <= '~'
                                ? Character.toString(character)
                                : URLEncoder.encode(Character.toString(character), StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    private boolean hasParameter(String name) {
        if (query == null) return false;
        return Arrays.stream(query.split("&")).anyMatch(pair -> pair.equals(name) || pair.startsWith(name + "="));
    }

    private static boolean staysBelow(String tail) {
        if (!BELOW.matcher(tail).matches() || HIDDEN.matcher(tail).matches()) return false;
        if (tail.startsWith("/")) return false;
        return Arrays.stream(tail.split("/", -1)).noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
