package io.grapevine.programs.link;

import java.util.Optional;
import java.util.Set;

/** Which origin a tenant's referral links start with. */
public final class Origins {

    // Hosts of a local installation, which is reached at its public origin, port and all.
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    // The port of the console, the one origin of an installation.
    private static final int CONSOLE_PORT = 8080;

    private Origins() {}

    /** Where the installation is reached: as configured, else the console's port on this machine. */
    public static String ofInstallation(Optional<String> configured, int portOffset) {
        return configured
                .map(origin -> origin.replaceAll("/+$", ""))
                .orElseGet(() -> "http://localhost:" + (CONSOLE_PORT + portOffset));
    }

    /**
     * The tenant's first own host, else the installation's origin.
     *
     * @param publicOrigin scheme, host and port of the installation, without a slash at the end
     */
    public static String of(Optional<String> firstHost, String publicOrigin) {
        return firstHost
                .filter(host -> !LOOPBACK.contains(host))
                .map(host -> "https://" + host)
                .orElse(publicOrigin);
    }
}
