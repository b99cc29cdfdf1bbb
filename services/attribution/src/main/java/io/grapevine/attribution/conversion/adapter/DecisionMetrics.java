package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.ConversionDecided;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Decisions by kind and outcome, and how many of them revised an earlier one. */
@ApplicationScoped
class DecisionMetrics {

    private final MeterRegistry registry;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(List<ConversionDecided> revisions) {
        for (var revision : revisions)
            registry.counter(
                            "grapevine.decisions",
                            "kind",
                            revision.kind().wireName(),
                            "outcome",
                            revision.outcome().wireName(),
                            "revised",
                            String.valueOf(revision.revision() > 1))
                    .increment();
    }
}
