package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.ConversionDecided;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Decisions by kind and outcome, and how many of them revised an earlier one; and what spoke against them. */
@ApplicationScoped
class DecisionMetrics {

    private final MeterRegistry registry;
    private final LongAdder decided = new LongAdder();

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How many there were on this instance since it started. */
    long decided() {
        return decided.sum();
    }

    void decided(List<ConversionDecided> revisions) {
        decided.add(revisions.size());
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
        for (var revision : revisions) screened(revision);
    }

    private void screened(ConversionDecided revision) {
        var screening = revision.explanation().screening();
        if (screening == null) return;
        for (var signal : screening.signals())
            registry.counter(
                            "grapevine.fraud.signals",
                            "code",
                            signal.code().wireName(),
                            "verdict",
                            screening.verdict().wireName())
                    .increment();
    }
}
