package io.grapevine.acceptance.client;

import java.net.URI;
import java.util.Map;

/** The one address of the system, without a slash at its end. */
public record Origin(String url) {
    private static final int CONSOLE_PORT = 8080;

    public Origin {
        if (url.endsWith("/")) url = url.substring(0, url.length() - 1);
    }

    /** Where the local run listens, {@code GRAPEVINE_PORT_OFFSET} added. */
    public static Origin local(Map<String, String> environment) {
        return atOffset(Integer.parseInt(environment.getOrDefault("GRAPEVINE_PORT_OFFSET", "0")));
    }

    public static Origin atOffset(int portOffset) {
        return atPort(CONSOLE_PORT + portOffset);
    }

    public static Origin atPort(int port) {
        return new Origin("http://localhost:" + port);
    }

    public URI resolve(String pathAndQuery) {
        return URI.create(url + pathAndQuery);
    }
}
