package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** How far shipping has come. Written without forcing: after a power cut it may lag or be gone, which ships again and loses nothing. */
final class Cursor implements AutoCloseable {

    private static final int BYTES = 16;

    private final FileChannel channel;

    private Cursor(FileChannel channel) {
        this.channel = channel;
    }

    static Cursor open(Path directory) throws IOException {
        return new Cursor(FileChannel.open(
                directory.resolve("cursor"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    /** Empty if there is none yet, or half of one: then everything is shipped again. */
    Optional<Position> read() throws IOException {
        var in = ByteBuffer.allocate(BYTES);
        while (in.hasRemaining() && channel.read(in, in.position()) >= 0) continue;
        if (in.hasRemaining() || in.getInt(12) != checksum(in)) return Optional.empty();
        return Optional.of(new Position(in.getLong(0), in.getInt(8)));
    }

    void write(Position position) throws IOException {
        var out = ByteBuffer.allocate(BYTES).putLong(position.segment()).putInt(position.offset());
        out.putInt(checksum(out)).flip();
        while (out.hasRemaining()) channel.write(out, out.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int checksum(ByteBuffer cursor) {
        var crc = new CRC32C();
        crc.update(cursor.duplicate().position(0).limit(12));
        return (int) crc.getValue();
    }
}
