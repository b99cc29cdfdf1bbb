package io.grapevine.console.overview.adapter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Experiments, goals against actuals, and what stands out in the graph: in a local run drawn from insights, elsewhere only where the figures are. */
@ApplicationScoped
class FigurePages {

    private final boolean local;

    FigurePages(@ConfigProperty(name = "grapevine.local", defaultValue = "false") boolean local) {
        this.local = local;
    }

    void install(@Observes Router router) {
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            router.route(method, "/experiments").handler(context -> send(context, Templates.experiments(local)));
            router.route(method, "/goals").handler(context -> send(context, Templates.goals(local)));
            router.route(method, "/graph").handler(context -> send(context, Templates.graph(local)));
        }
    }

    private void send(RoutingContext context, TemplateInstance page) {
        page.createUni().subscribe().with(html -> PageAnswer.send(context, html, local), context::fail);
    }

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance experiments(boolean local);

        static native TemplateInstance goals(boolean local);

        static native TemplateInstance graph(boolean local);
    }
}
