package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.events.TrafficLabel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Redirects by what followed them, and those that could not be promised; there from the start, so that an alert sees the first. */
@Startup
@Singleton
class RedirectMetrics {

    private final Map<TrafficLabel, Counter> followed = new EnumMap<>(TrafficLabel.class);
    private final Counter unpromised;

    RedirectMetrics(MeterRegistry registry) {
        for (var label : TrafficLabel.values())
            followed.put(label, registry.counter("grapevine.redirects", "label", label.wireName()));
        this.unpromised = registry.counter("grapevine.redirects.unpromised");
    }

    void followed(TrafficLabel label) {
        var counter = followed.get(label);
        if (counter != null) counter.increment();
    }

    void unpromised() {
        unpromised.increment();
    }
}
