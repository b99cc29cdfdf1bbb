package io.grapevine.insights.funnel.adapter;

import io.grapevine.insights.funnel.Funnel;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program somebody watches: who, and what they were told last. Touched on the event loop of {@link FunnelStreams} only. */
final class WatchedProgram {

    /** What identifies it. */
    record Key(String tenantId, String programKey) {}

    private final Key key;
    private final Set<MultiEmitter<? super Funnel>> listeners = new LinkedHashSet<>();
    private @Nullable Funnel latest;
    private @Nullable Long countedAtWrites;

    WatchedProgram(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** Whoever comes to figures that are already there gets them at once. */
    void enter(MultiEmitter<? super Funnel> listener) {
        listeners.add(listener);
        if (latest != null) listener.emit(latest);
    }

    boolean leave(MultiEmitter<? super Funnel> listener) {
        return listeners.remove(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    boolean isCountedAt(long writes) {
        return countedAtWrites != null && countedAtWrites == writes;
    }

    /** Tells the figures if they are others than before. */
    void counted(long writes, Funnel funnel) {
        countedAtWrites = writes;
        if (funnel.equals(latest)) return;
        latest = funnel;
        // A listener that ends while it is told leaves later, in a turn of its own.
        listeners.forEach(listener -> listener.emit(funnel));
    }
}
