package io.grapevine.console.routes;

/** Everything at and below a path belongs to one service. */
public record Route(String path, Backend backend) {

    public Route {
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/"))
            throw new IllegalArgumentException("a route is a path without a slash at its end, was " + path);
    }

    /** Whether the request path is the route's own or lies below it; {@code /v1/events} does not cover {@code /v1/eventsource}. */
    public boolean covers(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length() || requestPath.charAt(path.length()) == '/');
    }
}
