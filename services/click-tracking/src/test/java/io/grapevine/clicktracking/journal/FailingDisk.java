package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A disk that fails when told to. */
final class FailingDisk implements ActiveSegment.Disk {

    volatile boolean failForce;
    volatile boolean failCreate;
    volatile boolean failDirectory;
    volatile boolean failTruncate;
    volatile boolean throwUnchecked;
    volatile long writableBytes = Long.MAX_VALUE;

    private final RealDisk real = new RealDisk();

    @Override
    public FileChannel create(Path file) throws IOException {
        if (failCreate) throw new IOException("No space left on device");
        return new FailingChannel(real.create(file));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (failDirectory) throw new IOException("Input/output error");
        real.forceDirectory(directory);
    }

    private final class FailingChannel extends FileChannel {
        private final FileChannel file;

        FailingChannel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (throwUnchecked) throw new IllegalStateException("a bug");
            if (writableBytes >= source.remaining()) return file.write(source);
            var part = source.slice(source.position(), (int) writableBytes);
            int written = file.write(part);
            source.position(source.position() + written);
            throw new IOException("No space left on device");
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (failForce) throw new IOException("Input/output error");
            file.force(metaData);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (failTruncate) throw new IOException("Input/output error");
            file.truncate(size);
            return this;
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            file.position(newPosition);
            return this;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public int read(ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
