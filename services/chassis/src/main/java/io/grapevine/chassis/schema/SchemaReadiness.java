package io.grapevine.chassis.schema;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without tables, unless the service can do its work without them: then the answer says so as data. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements HealthCheck {

    private final Schema schema;
    private final boolean readyWithout;

    SchemaReadiness(Schema schema, @ConfigProperty(name = "grapevine.schema.ready-without") boolean readyWithout) {
        this.schema = schema;
        this.readyWithout = readyWithout;
    }

    void register(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("grapevine.schema.present", schema, tables -> tables.isPresent() ? 1 : 0)
                .register(metrics);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema")
                .status(readyWithout || schema.isPresent())
                .withData("present", schema.isPresent())
                .build();
    }
}
