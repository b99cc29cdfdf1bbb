package io.grapevine.console.overview.adapter;

import io.grapevine.console.overview.Readiness;
import io.grapevine.console.routes.Backend;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Makes the origin's readiness the whole system's: one check per service, named after it, all asked at once. */
@ApplicationScoped
class SystemReadinessCheck {

    private final ReadinessProbe probe;
    private final HealthRegistry registry;

    SystemReadinessCheck(ReadinessProbe probe, @org.eclipse.microprofile.health.Readiness HealthRegistry registry) {
        this.probe = probe;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        for (var backend : Backend.services())
            registry.register(backend.serviceName(), () -> probe.of(backend).map(SystemReadinessCheck::response));
    }

    private static HealthCheckResponse response(Readiness readiness) {
        var response =
                HealthCheckResponse.named(readiness.backend().serviceName()).status(readiness.ready());
        return readiness.ready()
                ? response.build()
                : response.withData("reason", readiness.reason()).build();
    }
}
