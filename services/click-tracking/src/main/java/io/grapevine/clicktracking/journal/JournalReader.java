package io.grapevine.clicktracking.journal;

import io.grapevine.clicktracking.journal.LiveSegments.Live;
import io.grapevine.clicktracking.journal.SegmentScan.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads forced frames back in order, stepping over damage; used by the shipping thread alone. */
final class JournalReader implements AutoCloseable {

    private final LiveSegments live;
    private final LongAdder damageFound = new LongAdder();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private @Nullable FileChannel channel;
    private long openNumber = -1;

    JournalReader(LiveSegments live) {
        this.live = live;
    }

    Chunk read(Position from, int maxBytes) throws IOException {
        var at = normalised(from);
        while (true) {
            var segment = live.get(at.segment());
            if (segment.isEmpty() || at.offset() >= segment.get().end()) return new Chunk(List.of(), at);
            var chunk = readFrames(segment.get(), at.offset(), maxBytes);
            if (!chunk.frames().isEmpty()) return chunk;
            stepOverNewDamage(segment.get(), at.offset());
            at = normalised(at);
        }
    }

    boolean hasMore(Position from) {
        var at = normalised(from);
        return live.get(at.segment())
                .filter(segment -> at.offset() < segment.end())
                .isPresent();
    }

    /** The same place, said as the beginning of a readable frame where there is one: behind damage, in the next segment. */
    Position normalised(Position position) {
        var at = position;
        while (true) {
            // Asked first: once a later segment exists, this one's end is final.
            var later = live.after(at.segment());
            var here = live.get(at.segment());
            var behindDamage = here.flatMap(overlapping(at.offset()));
            if (behindDamage.isPresent()) {
                at = new Position(at.segment(), behindDamage.get());
            } else if (later.isPresent()
                    && (here.isEmpty() || at.offset() >= here.get().end())) {
                at = new Position(later.get().segment().number(), Segment.HEADER_BYTES);
            } else {
                return at;
            }
        }
    }

    long damageFound() {
        return damageFound.sum();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) channel.close();
    }

    private Chunk readFrames(Live segment, int from, int maxBytes) throws IOException {
        int until = segment.damage().stream()
                .mapToInt(Damage::start)
                .filter(start -> start > from)
                .min()
                .orElse(segment.end());
        int wanted = Math.min(until - from, Math.max(maxBytes, FrameBytes.OVERHEAD + FrameBytes.MAX_PAYLOAD_BYTES));
        fill(segment.segment(), from, wanted);
        var frames = new ArrayList<Frame>();
        int at = 0;
        while (at < Math.min(maxBytes, buffer.limit())) {
            int end = FrameBytes.endOfFrame(buffer, at, segment.segment().salt());
            if (end < 0) break;
            frames.add(FrameBytes.decode(buffer, at, end));
            at = end;
        }
        return new Chunk(frames, new Position(segment.segment().number(), from + at));
    }

    private void fill(Segment segment, int from, int bytes) throws IOException {
        if (buffer.capacity() < bytes) buffer = ByteBuffer.allocate(bytes);
        buffer.clear().limit(bytes);
        var in = open(segment);
        while (buffer.hasRemaining() && in.read(buffer, (long) from + buffer.position()) >= 0) continue;
        buffer.flip();
    }

    private FileChannel open(Segment segment) throws IOException {
        if (channel != null && openNumber == segment.number()) return channel;
        close();
        channel = FileChannel.open(segment.file());
        openNumber = segment.number();
        return channel;
    }

    /** The disk lost what it held when the journal was opened: count it, and go on behind it. */
    private void stepOverNewDamage(Live segment, int at) throws IOException {
        damageFound.increment();
        var scan = SegmentScan.of(segment.segment());
        var damage = new ArrayList<>(scan.damage());
        if (scan.end() < segment.end()) damage.add(new Damage(scan.end(), segment.end()));
        if (damage.stream().noneMatch(stretch -> stretch.start() <= at && at < stretch.end())) {
            damage.add(new Damage(at, segment.end()));
        }
        live.damaged(segment.segment(), damage);
    }

    private static Function<Live, Optional<Integer>> overlapping(int offset) {
        return segment -> segment.damage().stream()
                .filter(stretch -> stretch.start() <= offset && offset < stretch.end())
                .map(Damage::end)
                .findFirst();
    }
}
