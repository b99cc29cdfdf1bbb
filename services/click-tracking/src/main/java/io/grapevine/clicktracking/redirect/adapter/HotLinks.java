package io.grapevine.clicktracking.redirect.adapter;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Links in Redis, for replicas that have not met them: a faster second look that may vanish at any moment. */
@ApplicationScoped
class HotLinks {

    /** Longer than this and the table answers sooner. */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** After a failure visitors do not pay for finding out again. */
    private static final Duration REST = Duration.ofSeconds(1);
    /** A destination that changed while two replicas raced is right again after this. */
    private static final long KEPT_SECONDS = 600;

    /** What Redis holds under a code. */
    record Entry(String linkId, String destination) {}

    private final ReactiveValueCommands<String, String> values;
    private volatile long restUntil = System.nanoTime();

    HotLinks(ReactiveRedisDataSource redis) {
        this.values = redis.value(String.class);
    }

    /** Empty also if Redis does not answer. */
    Uni<Optional<Entry>> find(String tenantId, String code) {
        if (isResting()) return Uni.createFrom().item(Optional.empty());
        return values.get(key(tenantId, code))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(Optional::ofNullable)
                .map(text -> text.map(HotLinks::entry))
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** Tells Redis without waiting for it. */
    void put(String tenantId, String code, String linkId, String destination) {
        if (isResting()) return;
        values.setex(key(tenantId, code), KEPT_SECONDS, linkId + " " + destination)
                .subscribe()
                .with(done -> {}, this::rest);
    }

    private boolean isResting() {
        return System.nanoTime() - restUntil < 0;
    }

    private void rest(Throwable failure) {
        restUntil = System.nanoTime() + REST.toNanos();
    }

    /** The braces keep a tenant's keys on one node of a cluster. */
    private static String key(String tenantId, String code) {
        return "gv:{" + tenantId + "}:link:" + code;
    }

    private static Entry entry(String text) {
        int space = text.indexOf(' ');
        return new Entry(text.substring(0, space), text.substring(space + 1));
    }
}
