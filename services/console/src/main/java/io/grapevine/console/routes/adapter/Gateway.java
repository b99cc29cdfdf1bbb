package io.grapevine.console.routes.adapter;

import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.Problem;
import io.grapevine.console.routes.Topology;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/** Passes every request to the service its path belongs to, and answers in a problem where there is none. */
@ApplicationScoped
class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    /** After everything the console serves itself. */
    private static final int LAST = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT;

    private static final String OPENAPI_PREFIX = "/openapi/";
    private static final String OPENAPI_OF_SERVICE = "/q/openapi";

    private final Topology topology;
    private final Upstreams upstreams;
    private final long maxBodyBytes;

    Gateway(Topology topology, Upstreams upstreams, RoutesConfig config) {
        this.topology = topology;
        this.upstreams = upstreams;
        this.maxBodyBytes = config.maxBodySize().asLongValue();
    }

    void install(@Observes Router router) {
        router.route(OPENAPI_PREFIX + "*").handler(this::forwardApiDescription);
        router.route().handler(this::forward);
        router.route().order(LAST).handler(context -> fail(context, Problem.notFound(context.normalizedPath())));
        router.route().order(LAST).failureHandler(Gateway::answerFailure);
        Map.of(400, Problem.badRequest("The request cannot be read."), 405, Problem.methodNotAllowed("This method"))
                .forEach((status, problem) ->
                        router.errorHandler(status, context -> ProblemAnswer.send(context.response(), problem)));
    }

    private void forward(RoutingContext context) {
        var request = context.request();
        var path = request.path();
        if (path == null || !request.uri().startsWith("/")) {
            fail(context, Problem.badRequest("The request names no path of this origin."));
            return;
        }
        topology.routes()
                .resolve(path, context.normalizedPath())
                .ifPresentOrElse(backend -> forwardTo(backend, context, request.uri()), context::next);
    }

    private void forwardApiDescription(RoutingContext context) {
        var request = context.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            fail(context, Problem.methodNotAllowed(request.method().name()));
            return;
        }
        var query = request.query() == null ? "" : "?" + request.query();
        Backend.named(context.normalizedPath().substring(OPENAPI_PREFIX.length()))
                .ifPresentOrElse(backend -> forwardTo(backend, context, OPENAPI_OF_SERVICE + query), context::next);
    }

    private void forwardTo(Backend backend, RoutingContext context, String uri) {
        var request = context.request();
        var asked = request.authority();
        if (asked == null) {
            fail(context, Problem.badRequest("A request names its Host: it says which tenant's codes are meant."));
        } else if (announcedLength(request) > maxBodyBytes) {
            fail(context, Problem.tooLarge(maxBodyBytes));
        } else {
            upstreams.of(backend).forward(request, asked, uri);
        }
    }

    /** -1 if the client announces none; what is no number was refused by the HTTP server before. */
    private static long announcedLength(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** What is left of the body is read and dropped: closing at once would take the answer away from a client that still writes. */
    private static void fail(RoutingContext context, Problem problem) {
        context.request().resume();
        ProblemAnswer.send(context.response(), problem);
    }

    private static void answerFailure(RoutingContext context) {
        if (context.failure() != null) LOG.errorf(context.failure(), "cannot answer %s", context.normalizedPath());
        ProblemAnswer.send(context.response(), Problem.internal());
    }
}
