package io.grapevine.chassis.consume;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How many records were handled and refused, by topic; the consumer's lag comes from the Kafka client's own metrics. */
@ApplicationScoped
class ConsumeMetrics {

    private final MeterRegistry registry;

    ConsumeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void handled(String topic, int events) {
        registry.counter("grapevine.consume.handled", "topic", topic).increment(events);
    }

    void deadLettered(String topic) {
        registry.counter("grapevine.consume.dead.lettered", "topic", topic).increment();
    }
}
