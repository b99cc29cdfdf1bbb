package io.grapevine.console.routes;

/** Everything at and below a path belongs to one service. */
public record Route(String path, Backend backend) {

    // Parts at the end that are empty are parts, too.
    private static final int ALL = -1;

    public Route {
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/"))
            throw new IllegalArgumentException("a route is a path without a slash at its end, was " + path);
    }

    /**
     * Whether the request path is the route's own or lies below it; {@code /v1/events} does not cover {@code /v1/eventsource}, and a
     * part in braces covers any one part.
     */
    public boolean covers(String requestPath) {
        var own = path.split("/", ALL);
        var asked = requestPath.split("/", ALL);
        if (asked.length < own.length) return false;
        for (var i = 0; i < own.length; i++) if (!covers(own[i], asked[i])) return false;
        return true;
    }

    private static boolean covers(String own, String asked) {
        return own.startsWith("{") ? !asked.isEmpty() : own.equals(asked);
    }
}
