package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that frames are appended to; used by the committing thread alone. */
final class ActiveSegment {

    /** How files are opened; a test puts a failing disk here. */
    interface Disk {
        FileChannel create(Path file) throws IOException;

        void forceDirectory(Path directory) throws IOException;
    }

    /** One write call for most groups; larger ones take several before their one force. */
    private static final int BUFFER_BYTES = 1 << 20;
    /**
     * So many zeros are written behind the frames at a time: a force that leaves the file's length alone takes the file system half as long,
     * and one in hundreds has to change it.
     */
    private static final int AHEAD_BYTES = 1 << 20;

    private final Path directory;
    private final int salt;
    private final int segmentBytes;
    private final LiveSegments live;
    private final Disk disk;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(AHEAD_BYTES);
    private long nextNumber;
    private @Nullable Segment segment;
    private @Nullable FileChannel channel;
    private int forcedEnd;
    /** As long as the file is: frames, then zeros. */
    private long length;

    ActiveSegment(JournalSettings settings, int salt, long firstNumber, LiveSegments live, Disk disk) {
        this.directory = settings.directory();
        this.segmentBytes = settings.segmentBytes();
        this.salt = salt;
        this.nextNumber = firstNumber;
        this.live = live;
        this.disk = disk;
    }

    /** Whether so many bytes still belong into the open file; an empty file takes any number. */
    boolean hasRoomFor(long bytes) {
        return segment != null && (forcedEnd == Segment.HEADER_BYTES || forcedEnd + bytes <= segmentBytes);
    }

    boolean isEmpty() {
        return segment == null || forcedEnd == Segment.HEADER_BYTES;
    }

    /** Begins a new file. If that fails the old one stays in use and nothing was promised. */
    void roll() throws IOException {
        if (channel != null) cutZeros(channel);
        var next = Segment.named(directory, nextNumber, salt);
        FileChannel opened = disk.create(next.file());
        try {
            writeFully(opened, Segment.header());
            opened.force(true);
            disk.forceDirectory(directory);
        } catch (IOException e) {
            opened.close();
            Files.deleteIfExists(next.file());
            throw e;
        }
        if (channel != null) channel.close();
        nextNumber++;
        segment = next;
        channel = opened;
        forcedEnd = Segment.HEADER_BYTES;
        length = forcedEnd;
        live.add(next, forcedEnd, List.of());
    }

    /** Writes behind the forced end without forcing. */
    void write(List<ByteBuffer> group) throws IOException {
        var out = open();
        buffer.clear();
        for (var bytes : group) {
            while (bytes.hasRemaining()) {
                int part = Math.min(bytes.remaining(), buffer.remaining());
                buffer.put(bytes.slice(bytes.position(), part));
                bytes.position(bytes.position() + part);
                if (!buffer.hasRemaining()) drain(out);
            }
        }
        drain(out);
        if (out.position() > length) writeAhead(out);
    }

    /** Takes back a failed write, so that what follows lands behind the last promise. */
    void rewind() throws IOException {
        var out = channel;
        if (out == null) return;
        out.truncate(forcedEnd);
        out.position(forcedEnd);
        length = forcedEnd;
    }

    /** Makes what was written durable and readable, and says where it ends. */
    Position force() throws IOException {
        var out = open();
        out.force(false);
        forcedEnd = Math.toIntExact(out.position());
        var forced = current();
        live.forcedUpTo(forced, forcedEnd);
        return new Position(forced.number(), forcedEnd);
    }

    void close() throws IOException {
        if (channel == null) return;
        try (var closed = channel) {
            cutZeros(closed);
        } catch (IOException e) {
            // They stay at the end of the last file, where the next start expects them.
        }
    }

    /** Before another file begins: zeros at the end of any but the last would look like frames that the disk lost. */
    private void cutZeros(FileChannel out) throws IOException {
        if (length == forcedEnd) return;
        out.truncate(forcedEnd);
        out.force(true);
        out.position(forcedEnd);
        length = forcedEnd;
    }

    private void writeAhead(FileChannel out) throws IOException {
        long end = out.position();
        zeros.clear().limit((int) Math.clamp(segmentBytes - end, 0, AHEAD_BYTES));
        try {
            writeFully(out, zeros);
        } catch (IOException e) {
            // No room left for zeros is room enough for what was promised.
        }
        length = out.position();
        out.position(end);
    }

    private Segment current() {
        if (segment == null) throw new IllegalStateException("no segment was begun");
        return segment;
    }

    private FileChannel open() {
        if (channel == null) throw new IllegalStateException("no segment was begun");
        return channel;
    }

    private void drain(FileChannel out) throws IOException {
        buffer.flip();
        writeFully(out, buffer);
        buffer.clear();
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) out.write(bytes);
    }
}
