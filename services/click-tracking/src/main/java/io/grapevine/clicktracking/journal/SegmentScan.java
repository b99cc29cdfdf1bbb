package io.grapevine.clicktracking.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segment's bytes are worth: every frame that can be read counts, also behind damage.
 *
 * @param frames whole, undamaged frames
 * @param end the first byte behind the last of them
 * @param written the first byte behind which there are only zeros, which were written ahead; from {@code end} to here is a torn tail
 * @param size the file's
 * @param damage the unreadable stretches before {@code end}
 * @param headerDamaged the file's own header cannot be read, the frames behind it may be
 */
record SegmentScan(int frames, int end, int written, int size, List<Damage> damage, boolean headerDamaged) {

    /** Bytes from {@code start} up to {@code end} that are no frame. */
    record Damage(int start, int end) {}

    SegmentScan {
        damage = List.copyOf(damage);
    }

    int tornBytes() {
        return written - end;
    }

    static SegmentScan of(Segment segment) throws IOException {
        var content = read(segment);
        boolean whole = Segment.hasHeader(content, segment.file());
        var damage = new ArrayList<Damage>();
        int frames = 0;
        int at = Math.min(Segment.HEADER_BYTES, content.limit());
        while (at < content.limit()) {
            int end = FrameBytes.endOfFrame(content, at, segment.salt());
            if (end < 0) {
                int next = nextFrame(content, at + 1, segment.salt());
                if (next < 0) break;
                damage.add(new Damage(at, next));
                at = next;
            } else {
                frames++;
                at = end;
            }
        }
        return new SegmentScan(frames, at, written(content, at), content.limit(), damage, !whole);
    }

    private static int nextFrame(ByteBuffer content, int from, int salt) {
        for (int at = from; at <= content.limit() - FrameBytes.OVERHEAD; at++) {
            if (FrameBytes.endOfFrame(content, at, salt) > 0) return at;
        }
        return -1;
    }

    private static int written(ByteBuffer content, int from) {
        int end = content.limit();
        while (end > from && content.get(end - 1) == 0) end--;
        return end;
    }

    private static ByteBuffer read(Segment segment) throws IOException {
        try (var channel = FileChannel.open(segment.file())) {
            var content = ByteBuffer.allocate(Math.toIntExact(Files.size(segment.file())));
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) throw new EOFException(segment.file() + " became shorter while read");
            }
            return content.flip();
        }
    }
}
