package io.grapevine.console.routes.adapter;

import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.BackendAddress;
import io.grapevine.console.routes.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One service as the gateway talks to it: streams both ways, follows no redirect, turns a broken connection into a problem. */
final class Upstream {

    private static final Logger LOG = Logger.getLogger(Upstream.class);

    private final Backend backend;
    private final BackendAddress address;
    private final HttpClient client;
    private final Limits limits;

    /** What a request may cost. */
    record Limits(long maxBodyBytes, Duration connectTimeout, Duration answerTimeout) {}

    Upstream(Backend backend, BackendAddress address, HttpClient client, Limits limits) {
        this.backend = backend;
        this.address = address;
        this.client = client;
        this.limits = limits;
    }

    /**
     * @param asked the name and port under which the client addressed us
     * @param uri path and query for the service, which may differ from what the client asked
     */
    void forward(HttpServerRequest request, HostAndPort asked, String uri) {
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(context -> connect())
                .addInterceptor(new Passage(asked, uri))
                .handle(request);
    }

    private Future<HttpClientRequest> connect() {
        var options = new RequestOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setFollowRedirects(false)
                .setConnectTimeout(limits.connectTimeout().toMillis())
                .setIdleTimeout(limits.answerTimeout().toMillis());
        return client.request(options).recover(cause -> Future.failedFuture(new Unreachable(cause)));
    }

    /** What happens to one request on its way out and back. */
    private final class Passage implements ProxyInterceptor {
        private final HostAndPort asked;
        private final String uri;

        private Passage(HostAndPort asked, String uri) {
            this.asked = asked;
            this.uri = uri;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            var outgoing = context.request();
            var incoming = outgoing.proxiedRequest();
            outgoing.setURI(uri);
            // The Host names the tenant of a code, so the service sees the one the client sent.
            outgoing.setAuthority(asked);
            ForwardedHeaders.replace(outgoing.headers(), incoming, asked);
            var body = outgoing.getBody();
            var bounded = new BoundedBody(body.stream(), limits.maxBodyBytes());
            outgoing.setBody(Body.body(bounded, body.length()));
            return context.sendRequest().recover(cause -> Future.succeededFuture(answer(context, bounded, cause)));
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ForwardedHeaders.dropHopByHop(context.response().headers());
            return context.sendResponse();
        }
    }

    private ProxyResponse answer(ProxyContext context, BoundedBody body, Throwable cause) {
        var problem = body.exceeded() ? Problem.tooLarge(limits.maxBodyBytes()) : problemOf(cause);
        // Clients cause the one at will, and readiness already names a service that is away: neither may fill the log.
        var known = body.exceeded() || cause instanceof Unreachable;
        var level = known ? Logger.Level.DEBUG : Logger.Level.WARN;
        LOG.logf(level, "%s: answered %d, %s", backend.serviceName(), problem.status(), cause.getMessage());
        var response = context.request().release().response();
        var content = ProblemAnswer.body(problem);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", ProblemAnswer.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .setBody(Body.body(content));
        if (problem.retryAfterSeconds() != null)
            response.putHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        return response;
    }

    private Problem problemOf(Throwable cause) {
        return switch (cause) {
            case Unreachable _ -> Problem.unavailable(backend);
            case TimeoutException _ -> Problem.silent(backend);
            default -> Problem.brokenOff(backend);
        };
    }

    /** No connection could be had, so nothing was sent. */
    private static final class Unreachable extends RuntimeException {
        Unreachable(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }
}
