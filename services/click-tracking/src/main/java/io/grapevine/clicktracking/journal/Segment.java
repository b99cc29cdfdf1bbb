package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A file of frames. Its name carries number and salt, so that a damaged header costs no frame.
 *
 * @param salt begins every checksum of this file
 */
record Segment(long number, int salt, Path file) {

    /** Magic, version, checksum of both. */
    static final int HEADER_BYTES = 16;

    private static final long MAGIC = 0x47564A4F55524E4CL;
    private static final int VERSION = 1;
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{8})\\.segment");

    static Segment named(Path directory, long number, int salt) {
        var hex = HexFormat.of();
        return new Segment(
                number, salt, directory.resolve(hex.toHexDigits(number) + "-" + hex.toHexDigits(salt) + ".segment"));
    }

    static Optional<Segment> at(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) return Optional.empty();
        return Optional.of(new Segment(
                HexFormat.fromHexDigitsToLong(name.group(1)), HexFormat.fromHexDigits(name.group(2)), file));
    }

    static ByteBuffer header() {
        var header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(VERSION);
        return header.putInt(headerChecksum(header)).flip();
    }

    /**
     * Whether the header is whole.
     *
     * @throws IOException if it is whole and of a version that this program cannot read
     */
    static boolean hasHeader(ByteBuffer content, Path file) throws IOException {
        if (content.limit() < HEADER_BYTES || content.getInt(HEADER_BYTES - 4) != headerChecksum(content)) return false;
        if (content.getLong(0) == MAGIC && content.getInt(8) == VERSION) return true;
        throw new IOException("journal segment " + file + " is of version " + content.getInt(8) + ", not " + VERSION);
    }

    private static int headerChecksum(ByteBuffer header) {
        var crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(HEADER_BYTES - 4));
        return (int) crc.getValue();
    }
}
