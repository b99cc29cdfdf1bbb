package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How many rewards reached which status, and how many decisions wait for terms that have not arrived. */
@ApplicationScoped
class RewardMetrics {

    private final MeterRegistry registry;
    private final AtomicLong awaitingTerms;

    RewardMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.awaitingTerms = registry.gauge("grapevine.decisions.awaiting.terms", new AtomicLong());
    }

    void changed(List<Changed> changes) {
        for (var change : changes)
            registry.counter(
                            "grapevine.rewards.changed",
                            "status",
                            change.reward().status().wireName())
                    .increment();
    }

    void awaitingTerms(long decisions) {
        awaitingTerms.set(decisions);
    }
}
