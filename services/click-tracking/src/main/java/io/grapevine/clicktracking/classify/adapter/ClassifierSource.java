package io.grapevine.clicktracking.classify.adapter;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.grapevine.clicktracking.classify.ShippedMachines;
import io.grapevine.clicktracking.classify.TrafficClassifier;
import io.grapevine.events.TrafficLabel;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The classifier with the shipped lists, and a memory of the user agents seen: the same few thousand come again and again. */
class ClassifierSource {

    /** A few megabytes at most; invented user agents only push each other out. */
    private static final int REMEMBERED = 10_000;

    /** Compiled beside the start, a tenth of a second of one core: neither the start nor the first visitor waits for it. */
    @Produces
    @Startup
    @Singleton
    TrafficClassifier classifier() {
        var machines = CompletableFuture.supplyAsync(ShippedMachines::machines);
        var seen = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .<String, Optional<TrafficLabel>>build(
                        userAgent -> machines.join().label(userAgent));
        return new TrafficClassifier(seen::get, ShippedMachines.VERSION);
    }
}
