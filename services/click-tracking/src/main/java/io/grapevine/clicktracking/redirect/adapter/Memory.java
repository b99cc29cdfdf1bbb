package io.grapevine.clicktracking.redirect.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers what was looked up. What is known is answered at once, also when it is old: then it is looked up again behind the
 * visitor's back, and kept if that fails. What is not known is asked for once, however many wait for it.
 */
final class Memory<K, V> {

    /** What is known is brought up to date by the log; this is for replicas that did not get the record. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** A code works 2 s after it was made, and the log takes its share of that. */
    private static final Duration ABSENT = Duration.ofMillis(250);
    /** Guessed codes must not queue before the database. */
    private static final int MOST_LOADING = 256;
    /** A visitor waits no longer; the look-up itself goes on and serves the next. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Known<V>(Optional<V> value, long loadedAt) {}

    private final Cache<K, Known<V>> known;
    private final ConcurrentHashMap<K, Uni<Optional<V>>> loading = new ConcurrentHashMap<>();
    private final Function<K, Uni<Optional<V>>> load;
    private final LongSupplier nanoTime;

    Memory(int most, Function<K, Uni<Optional<V>>> load, LongSupplier nanoTime) {
        this.known = Caffeine.newBuilder().maximumSize(most).build();
        this.load = load;
        this.nanoTime = nanoTime;
    }

    /** The value, an absence, or the failure of the look-up if nothing was known; what is known is there at once. */
    CompletableFuture<Optional<V>> get(K key) {
        var remembered = known.getIfPresent(key);
        if (remembered == null) return awaited(key);
        long age = nanoTime.getAsLong() - remembered.loadedAt();
        if (remembered.value().isEmpty() && age >= ABSENT.toNanos()) return awaited(key);
        if (remembered.value().isPresent() && age >= FRESH.toNanos()) refresh(key, remembered);
        return CompletableFuture.completedFuture(remembered.value());
    }

    /** The log says so: this is newer than anything that was looked up. */
    void put(K key, V value) {
        remember(key, Optional.of(value));
    }

    private void refresh(K key, Known<V> old) {
        remember(key, old.value());
        loaded(key).subscribe().with(found -> {}, failure -> {});
    }

    /** For a visitor: not longer than is decent, and back on the thread that asked. */
    private CompletableFuture<Optional<V>> awaited(K key) {
        var asking = Vertx.currentContext();
        var answer = loaded(key).ifNoItem().after(PATIENCE).fail();
        return (asking == null ? answer : answer.emitOn(MutinyHelper.executor(asking))).subscribeAsCompletionStage();
    }

    private Uni<Optional<V>> loaded(K key) {
        if (loading.size() >= MOST_LOADING && !loading.containsKey(key))
            return Uni.createFrom().failure(new IllegalStateException("too many look-ups under way"));
        return loading.computeIfAbsent(key, this::loadOnce);
    }

    private Uni<Optional<V>> loadOnce(K key) {
        return load.apply(key)
                .invoke(found -> remember(key, found))
                .onTermination()
                .invoke(() -> loading.remove(key))
                .memoize()
                .indefinitely();
    }

    private void remember(K key, Optional<V> value) {
        known.put(key, new Known<>(value, nanoTime.getAsLong()));
    }
}
