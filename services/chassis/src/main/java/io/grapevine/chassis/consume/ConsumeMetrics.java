package io.grapevine.chassis.consume;

import io.micrometer.core.instrument.Counter;
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
        // There from the first batch on, so that an alert sees a step from 0 to 1 and not a series that begins at 1.
        var _ = deadLetters(topic);
    }

    void deadLettered(String topic) {
        deadLetters(topic).increment();
    }

    private Counter deadLetters(String topic) {
        return registry.counter("grapevine.consume.dead.lettered", "topic", topic);
    }
}
