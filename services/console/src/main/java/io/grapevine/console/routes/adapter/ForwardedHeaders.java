package io.grapevine.console.routes.adapter;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/** Says to the service who asked and under which name; what the client itself claimed about that is not believed. */
final class ForwardedHeaders {

    private static final String PREFIX = "x-forwarded-";
    private static final List<String> CLAIMS = List.of("forwarded", "x-real-ip", "x-original-url", "x-rewrite-url");
    private static final int DEFAULT_HTTP_PORT = 80;

    private ForwardedHeaders() {}

    /**
     * @param headers those that will be sent; changed in place
     * @param asked the name and port under which the client addressed us
     */
    static void replace(MultiMap headers, HttpServerRequest request, HostAndPort asked) {
        List.copyOf(headers.names()).stream().filter(ForwardedHeaders::isClaim).forEach(headers::remove);
        dropHopByHop(headers);
        var client = request.remoteAddress();
        if (client != null && client.hostAddress() != null) headers.set("X-Forwarded-For", client.hostAddress());
        headers.set("X-Forwarded-Proto", request.scheme());
        headers.set("X-Forwarded-Host", asked.toString());
        headers.set("X-Forwarded-Port", String.valueOf(asked.port() < 0 ? DEFAULT_HTTP_PORT : asked.port()));
    }

    /** RFC 9110 7.6.1: a header that Connection names is for this hop only, like Connection itself. Expect was answered here. */
    static void dropHopByHop(MultiMap headers) {
        for (var value : headers.getAll(HttpHeaders.CONNECTION))
            for (var name : value.split(",", -1)) if (!name.isBlank()) headers.remove(name.strip());
        headers.remove(HttpHeaders.CONNECTION);
        headers.remove("Keep-Alive");
        headers.remove("Proxy-Connection");
        headers.remove(HttpHeaders.EXPECT);
    }

    private static boolean isClaim(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(PREFIX) || CLAIMS.contains(lower);
    }
}
