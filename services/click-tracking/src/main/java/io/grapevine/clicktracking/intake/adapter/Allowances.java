package io.grapevine.clicktracking.intake.adapter;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.ApiKeyPublished.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What each key may still send this second, in this replica's memory. */
@ApplicationScoped
class Allowances {

    private static final int MOST_KEYS = 50_000;
    private static final int BURST_SECONDS = 2;

    private record Key(String authorization, Kind kind) {}

    private final LoadingCache<Key, Bucket> buckets;

    Allowances(IntakeConfig config) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .build(key -> bucket(
                        key.kind() == Kind.PUBLISHABLE
                                ? config.publishableEventsPerSecond()
                                : config.eventsPerSecond()));
    }

    /** Takes so many events from the key's allowance, or refuses with the time to wait. */
    void take(String authorization, Kind kind, int events) {
        var probe = buckets.get(new Key(authorization, kind)).tryConsumeAndReturnRemaining(events);
        if (probe.isConsumed()) return;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        throw Problem.retryLater(
                429, "rate_limited", "This key sends more events than it may.", (int) Math.min(seconds, 60));
    }

    private static Bucket bucket(long perSecond) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
