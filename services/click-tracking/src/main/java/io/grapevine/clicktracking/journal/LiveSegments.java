package io.grapevine.clicktracking.journal;

import io.grapevine.clicktracking.journal.SegmentScan.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The segments that still hold something to ship, and the bytes they take together with what is about to be written. */
final class LiveSegments {

    /**
     * A segment as far as it may be read.
     *
     * @param end only forced bytes lie before it
     */
    record Live(Segment segment, int end, List<Damage> damage) {}

    private final ConcurrentSkipListMap<Long, Live> byNumber = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;

    LiveSegments(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(Segment segment, int end, List<Damage> damage) {
        byNumber.put(segment.number(), new Live(segment, end, damage));
        bytes.addAndGet(end);
    }

    /** Moves the readable end of a segment forward; its bytes were reserved before they were written. */
    void forcedUpTo(Segment segment, int end) {
        byNumber.computeIfPresent(segment.number(), (number, live) -> new Live(segment, end, live.damage()));
    }

    void damaged(Segment segment, List<Damage> damage) {
        byNumber.computeIfPresent(segment.number(), (number, live) -> new Live(segment, live.end(), damage));
    }

    boolean reserve(long more) {
        if (bytes.addAndGet(more) <= maxBytes) return true;
        bytes.addAndGet(-more);
        return false;
    }

    void release(long unused) {
        bytes.addAndGet(-unused);
    }

    Optional<Live> get(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Optional<Live> first() {
        return Optional.ofNullable(byNumber.firstEntry()).map(entry -> entry.getValue());
    }

    Optional<Live> after(long number) {
        return Optional.ofNullable(byNumber.higherEntry(number)).map(entry -> entry.getValue());
    }

    void deleteBefore(long number) throws IOException {
        for (var live : byNumber.headMap(number).values()) {
            Files.deleteIfExists(live.segment().file());
            byNumber.remove(live.segment().number());
            bytes.addAndGet(-live.end());
        }
    }

    /** On the disk or on the way there, headers included. */
    long bytes() {
        return bytes.get();
    }

    /** Behind {@code position} and readable. */
    long bytesBehind(Position position) {
        return byNumber.tailMap(position.segment()).values().stream()
                .mapToLong(live -> live.end()
                        - (live.segment().number() == position.segment() ? position.offset() : Segment.HEADER_BYTES))
                .sum();
    }
}
