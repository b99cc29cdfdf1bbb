package io.grapevine.chassis.correlation;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * One word switches traces on: {@code GRAPEVINE_TRACES} names the OTLP endpoint (gRPC) that takes them. Without it the SDK stays off, and
 * an event's correlation id is a trace id that nobody draws.
 */
public final class Traces implements ConfigSource {

    private static final String ENDPOINT = "GRAPEVINE_TRACES";
    /** Above the defaults of chassis and of a service, below the environment and system properties, which may say more. */
    private static final int ORDINAL = 260;

    private final Map<String, String> properties;

    public Traces() {
        this(System.getenv().getOrDefault(ENDPOINT, ""));
    }

    Traces(String endpoint) {
        this.properties = endpoint.isBlank()
                ? Map.of()
                : Map.of(
                        "quarkus.otel.sdk.disabled",
                        "false",
                        "mp.messaging.connector.smallrye-kafka.tracing-enabled",
                        "true",
                        "mp.context.ThreadContext.unchanged",
                        "Transaction,CDI",
                        "quarkus.otel.exporter.otlp.endpoint",
                        endpoint);
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String propertyName) {
        return properties.get(propertyName);
    }

    @Override
    public String getName() {
        return ENDPOINT;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
