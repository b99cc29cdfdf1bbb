package io.grapevine.clicktracking.redirect;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The name part of a {@code Host} header, as tenants are registered under it. */
public final class HostName {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private HostName() {}

    /** Lower case, without port and without the root's dot; empty for no header. */
    public static String of(@Nullable String header) {
        if (header == null) return "";
        var host = header.strip().toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        if (port > host.lastIndexOf(']')) host = host.substring(0, port);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** This machine itself, by whichever name: the tenant {@code demo} of local runs. */
    public static boolean isLoopback(String hostName) {
        return LOOPBACK.contains(hostName) || hostName.endsWith(".localhost");
    }
}
