package io.grapevine.console.routes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The map from paths to services; the longest route that covers a path wins. */
public record RouteTable(List<Route> routes) {

    public RouteTable {
        var paths = routes.stream().map(Route::path).toList();
        if (paths.stream().distinct().count() != paths.size())
            throw new IllegalArgumentException("a path is routed twice in " + paths);
        routes = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> route.path().length())
                        .reversed())
                .toList();
    }

    /**
     * The service of a request.
     *
     * @param path as the client wrote it; this is what the service will see
     * @param normalizedPath without dot segments and needless percent-encoding
     * @return empty if no route covers the path, or if the two forms lead to different services: {@code /r/../q/metrics} would
     *     otherwise reach pages of a service that are not for the outside
     */
    public Optional<Backend> resolve(String path, String normalizedPath) {
        var asWritten = backendOf(path);
        return asWritten.equals(backendOf(normalizedPath)) ? asWritten : Optional.empty();
    }

    private Optional<Backend> backendOf(String path) {
        return routes.stream()
                .filter(route -> route.covers(path))
                .map(Route::backend)
                .findFirst();
    }
}
