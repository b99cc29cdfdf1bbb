package io.grapevine.console.overview.adapter;

import io.grapevine.console.overview.SystemReadiness;
import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.Topology;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The start page and the index of the API descriptions. */
@ApplicationScoped
class OverviewPages {

    private final ReadinessProbe probe;
    private final Topology topology;
    private final boolean local;

    OverviewPages(
            ReadinessProbe probe,
            Topology topology,
            @ConfigProperty(name = "grapevine.local", defaultValue = "false") boolean local) {
        this.probe = probe;
        this.topology = topology;
        this.local = local;
    }

    void install(@Observes Router router) {
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            router.route(method, "/").handler(this::start);
            router.route(method, "/openapi").handler(OverviewPages::apiDescriptions);
        }
    }

    private void start(RoutingContext context) {
        probe.system()
                .map(system -> page(context, system))
                .flatMap(TemplateInstance::createUni)
                .subscribe()
                .with(html -> PageAnswer.send(context, html, local), context::fail);
    }

    private TemplateInstance page(RoutingContext context, SystemReadiness system) {
        var origin = context.request().scheme() + "://" + context.request().authority();
        var services = system.services().stream()
                .map(service -> new ServiceLine(
                        service.backend(),
                        topology.addressOf(service.backend()).toString(),
                        service.ready(),
                        service.reason(),
                        service.took().toMillis()))
                .toList();
        return Templates.start(origin, local, system.ready(), services);
    }

    private static void apiDescriptions(RoutingContext context) {
        var items = new JsonArray(Backend.services().stream()
                .map(backend -> new JsonObject()
                        .put("service", backend.serviceName())
                        .put("description", backend.duty())
                        .put("openapi", "/openapi/" + backend.serviceName()))
                .toList());
        context.response().putHeader("Content-Type", "application/json");
        context.end(new JsonObject().put("items", items).toBuffer()).onFailure(context::fail);
    }

    /** One line of the table of services. */
    record ServiceLine(Backend backend, String address, boolean ready, String reason, long millis) {}

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance start(String origin, boolean local, boolean ready, List<ServiceLine> services);
    }
}
