package io.grapevine.clicktracking.journal;

import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refusal;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who comes while the disk is busy shares its next force: one thread takes what waits, writes it, forces once,
 * then tells them all.
 */
final class GroupCommit {

    /** Bounds the time one force may take, and so the wait of the next group. */
    private static final int MAX_GROUP = 4096;

    private record Pending(ByteBuffer bytes, int size, CompletableFuture<AppendOutcome> outcome) {}

    private final ActiveSegment segment;
    private final LiveSegments live;
    private final long maxPendingBytes;
    private final Runnable onForced;
    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final AtomicLong pendingBytes = new AtomicLong();
    private final LongAdder forces = new LongAdder();
    private final Thread thread;
    private volatile @Nullable Throwable broken;
    private volatile boolean closing;
    private volatile boolean ended;

    GroupCommit(ActiveSegment segment, LiveSegments live, long maxPendingBytes, Runnable onForced) {
        this.segment = segment;
        this.live = live;
        this.maxPendingBytes = maxPendingBytes;
        this.onForced = onForced;
        this.thread = Thread.ofPlatform().name("journal-commit").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    CompletableFuture<AppendOutcome> append(ByteBuffer bytes) {
        int size = bytes.remaining();
        if (broken != null || closing || ended) return refused(Refusal.BROKEN);
        if (pendingBytes.addAndGet(size) > maxPendingBytes) {
            pendingBytes.addAndGet(-size);
            return refused(Refusal.OVERLOADED);
        }
        if (!live.reserve(size)) {
            pendingBytes.addAndGet(-size);
            return refused(Refusal.FULL);
        }
        return enqueue(bytes, size);
    }

    /** Begins a new file once what waits is written, so that the old one can go. */
    void rollSoon() {
        var unused = enqueue(ByteBuffer.allocate(0), 0);
    }

    @Nullable
    Throwable broken() {
        return broken;
    }

    long pendingBytes() {
        return pendingBytes.get();
    }

    long forces() {
        return forces.sum();
    }

    /** Writes what waits, then ends the thread. */
    void close() throws IOException {
        closing = true;
        rollSoon();
        join();
        segment.close();
    }

    private CompletableFuture<AppendOutcome> enqueue(ByteBuffer bytes, int size) {
        var pending = new Pending(bytes, size, new CompletableFuture<>());
        queue.add(pending);
        // Whoever comes after the thread has gone must not wait for ever.
        if (ended) refuseAllWaiting();
        return pending.outcome();
    }

    private void run() {
        var group = new ArrayList<Pending>();
        try {
            while (!closing || !queue.isEmpty()) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, MAX_GROUP - 1);
                commit(group);
            }
        } catch (Throwable e) {
            broken = e;
            group.forEach(pending -> finish(pending, new Refused(Refusal.BROKEN)));
        } finally {
            ended = true;
            refuseAllWaiting();
        }
    }

    private void commit(List<Pending> group) throws IOException {
        int from = 0;
        while (from < group.size()) {
            int to = endOfPart(group, from);
            commitIntoOneSegment(group.subList(from, to));
            from = to;
        }
    }

    /** As many as fit into the open file behind the first, which opens a new one if it must. */
    private int endOfPart(List<Pending> group, int from) {
        long bytes = group.get(from).size();
        int to = from + 1;
        while (bytes > 0
                && to < group.size()
                && group.get(to).size() > 0
                && segment.hasRoomFor(bytes + group.get(to).size())) {
            bytes += group.get(to++).size();
        }
        return to;
    }

    private void commitIntoOneSegment(List<Pending> part) throws IOException {
        if (broken != null) {
            part.forEach(pending -> finish(pending, new Refused(Refusal.BROKEN)));
            return;
        }
        try {
            long bytes = part.stream().mapToLong(Pending::size).sum();
            if (bytes == 0 ? !segment.isEmpty() && !closing : !segment.hasRoomFor(bytes)) segment.roll();
            if (bytes > 0) segment.write(part.stream().map(Pending::bytes).toList());
        } catch (IOException e) {
            refuseForWantOfRoom(part);
            return;
        }
        if (part.getFirst().size() > 0) force(part);
        else part.forEach(pending -> pending.outcome().complete(new Refused(Refusal.BROKEN)));
    }

    /** A write that fails (no room on the device) leaves the disk's earlier word whole; a force that fails does not. */
    private void refuseForWantOfRoom(List<Pending> part) {
        try {
            segment.rewind();
            part.forEach(pending -> finish(pending, new Refused(Refusal.FULL)));
        } catch (IOException | IllegalStateException e) {
            broken = e;
            part.forEach(pending -> finish(pending, new Refused(Refusal.BROKEN)));
        }
    }

    private void force(List<Pending> part) {
        try {
            var durable = new Durable(segment.force());
            forces.increment();
            onForced.run();
            for (var pending : part) {
                pendingBytes.addAndGet(-pending.size());
                pending.outcome().complete(durable);
            }
        } catch (IOException e) {
            broken = e;
            part.forEach(pending -> finish(pending, new Refused(Refusal.BROKEN)));
        }
    }

    private void finish(Pending pending, AppendOutcome refused) {
        if (!pending.outcome().complete(refused)) return;
        pendingBytes.addAndGet(-pending.size());
        live.release(pending.size());
    }

    private void refuseAllWaiting() {
        for (var pending = queue.poll(); pending != null; pending = queue.poll()) {
            finish(pending, new Refused(Refusal.BROKEN));
        }
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<AppendOutcome> refused(Refusal reason) {
        return CompletableFuture.completedFuture(new Refused(reason));
    }
}
