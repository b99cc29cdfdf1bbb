package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts attempts and ends: {@code grapevine.webhooks.attempts} by result with their time, {@code grapevine.webhooks.ended} by outcome. */
@ApplicationScoped
class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void attempted(Duration took, Verdict verdict) {
        registry.timer("grapevine.webhooks.attempts", "result", resultOf(verdict))
                .record(took);
        switch (verdict) {
            case Verdict.Delivered delivered -> ended("delivered", 1);
            case Verdict.GivenUp given -> ended("dead_letter", 1);
            case Verdict.EndpointGone gone -> ended("dead_letter", 1);
            case Verdict.TryAgain again -> {}
        }
    }

    void buried(int deliveries) {
        ended("dead_letter", deliveries);
    }

    private void ended(String outcome, int deliveries) {
        registry.counter("grapevine.webhooks.ended", "outcome", outcome).increment(deliveries);
    }

    private static String resultOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered delivered -> "delivered";
            case Verdict.TryAgain again -> again.pause().isZero() ? "failed" : "slowed_down";
            case Verdict.GivenUp given -> "failed";
            case Verdict.EndpointGone gone -> "gone";
        };
    }
}
