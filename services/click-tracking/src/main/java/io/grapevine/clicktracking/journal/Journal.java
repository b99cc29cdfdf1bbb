package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps frames on the disk from the moment they are promised until they are shipped.
 *
 * <p>{@link #append} answers after the force; {@link #read} gives back what was forced, in order; {@link #shipped} frees it.
 * One process at a time, many appending threads, one shipping thread. A frame may be read again after a crash, never lost.
 */
public final class Journal implements AutoCloseable {

    private static final Position BEGINNING = new Position(0, 0);

    private final FileChannel lockFile;
    private final int salt;
    private final Cursor cursor;
    private final LiveSegments live;
    private final GroupCommit commits;
    private final JournalReader reader;
    private final Recovery recovery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forced = lock.newCondition();
    private volatile Position shipped;

    private Journal(
            FileChannel lockFile,
            JournalSettings settings,
            Cursor cursor,
            LiveSegments live,
            Recovery recovery,
            Position shipped,
            long firstNumber,
            ActiveSegment.Disk disk) {
        this.lockFile = lockFile;
        this.cursor = cursor;
        this.live = live;
        this.recovery = recovery;
        this.shipped = shipped;
        this.salt = new SecureRandom().nextInt();
        this.reader = new JournalReader(live);
        this.commits = new GroupCommit(
                new ActiveSegment(settings, salt, firstNumber, live, disk),
                live,
                settings.maxPendingBytes(),
                this::wakeShipper);
    }

    /**
     * Takes the directory for this process and reads what an earlier one left.
     *
     * @throws IOException if another process has it, or the disk cannot be read
     */
    public static Journal open(JournalSettings settings) throws IOException {
        return open(settings, new RealDisk());
    }

    static Journal open(JournalSettings settings, ActiveSegment.Disk disk) throws IOException {
        var directory = Files.createDirectories(settings.directory());
        var lockFile = lock(directory);
        try {
            var cursor = Cursor.open(directory);
            var position = cursor.read();
            var found = Recovery.segmentsIn(directory);
            var live = new LiveSegments(settings.maxBytes());
            var recovery = Recovery.run(found, position, live);
            long highest = Math.max(
                    found.isEmpty() ? 0 : found.getLast().number(),
                    position.map(Position::segment).orElse(0L));
            var journal = new Journal(
                    lockFile, settings, cursor, live, recovery, position.orElse(BEGINNING), highest + 1, disk);
            journal.commits.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Keeps all the frames or none of them; completes on the committing thread, which must not be held up.
     *
     * @throws IllegalArgumentException if a frame is larger than the log would take
     */
    public CompletableFuture<AppendOutcome> append(List<Frame> frames) {
        if (frames.isEmpty()) throw new IllegalArgumentException("nothing to append");
        return commits.append(FrameBytes.encode(frames, salt));
    }

    /** Durable frames from {@code from} on, about {@code maxBytes} of them; none if there is nothing yet. For one thread. */
    public Chunk read(Position from, int maxBytes) throws IOException {
        return reader.read(from, maxBytes);
    }

    /** Where the next frame to ship begins. */
    public Position shippedUpTo() {
        return shipped;
    }

    /** Everything before {@code position} is on the log: it may be forgotten. */
    public void shipped(Position position) throws IOException {
        var reached = reader.normalised(position);
        cursor.write(reached);
        shipped = reached;
        live.deleteBefore(reached.segment());
    }

    /** Waits until there is something behind {@code position}, at most {@code patience}; says whether there is. */
    public boolean awaitBeyond(Position position, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!reader.hasMore(position)) {
                if (nanos <= 0) return false;
                nanos = forced.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the space of an idle journal go: what is shipped of the open file is deleted after a new one has begun, so the second
     * time this is called.
     */
    public void compact() throws IOException {
        if (unshippedBytes() > 0) return;
        shipped(shipped);
        commits.rollSoon();
    }

    /** What opening found. */
    public Recovery recovery() {
        return recovery;
    }

    /** On the disk or on the way there. */
    public long bytes() {
        return live.bytes();
    }

    public long unshippedBytes() {
        return live.bytesBehind(shipped);
    }

    public long pendingBytes() {
        return commits.pendingBytes();
    }

    public long forces() {
        return commits.forces();
    }

    /** Unreadable stretches found since opening, beside those of {@link #recovery}. */
    public long damageFound() {
        return reader.damageFound();
    }

    /** Why nothing is taken any more until a restart; empty while all is well. */
    public Optional<Throwable> broken() {
        return Optional.ofNullable(commits.broken());
    }

    @Override
    public void close() throws IOException {
        commits.close();
        reader.close();
        cursor.close();
        lockFile.close();
    }

    private void wakeShipper() {
        lock.lock();
        try {
            forced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) != null) return channel;
        channel.close();
        throw new IOException("the journal in " + directory + " is in use by another process");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
