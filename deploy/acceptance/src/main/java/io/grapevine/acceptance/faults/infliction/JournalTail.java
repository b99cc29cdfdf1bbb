package io.grapevine.acceptance.faults.infliction;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The end of a stopped edge's journal, as a crash may leave it. Knows the format from outside, on purpose. */
final class JournalTail {
    private static final int HEADER_BYTES = 16;
    private static final int MARKER = 0x47564652;
    private static final int HALF_WRITTEN = 70;

    private final Path directory;

    JournalTail(Path directory) {
        this.directory = directory;
    }

    /** Behind the last good frame: one whose content is not what its checksum says, and the beginning of another. */
    void tear(String ghostId, boolean checksumRight) {
        var last = last();
        if (last.isEmpty()) return;
        var segment = last.get();
        var salt = HexFormat.fromHexDigits(segment.getFileName().toString().substring(17, 25));
        var ghost = frame(ghostId, salt, checksumRight);
        var half = ByteBuffer.allocate(HALF_WRITTEN).putInt(MARKER).putInt(200).putInt(42);
        try {
            Files.write(segment, ghost, StandardOpenOption.APPEND);
            Files.write(segment, half.array(), StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Cuts off what is not shipped: what an edge loses that answers before it appends. */
    long forgetUnshipped() {
        var last = last();
        if (last.isEmpty()) return 0;
        try {
            var cursor = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("cursor")));
            var number = HexFormat.fromHexDigitsToLong(
                    last.get().getFileName().toString().substring(0, 16));
            var shipped =
                    cursor.limit() >= HEADER_BYTES && cursor.getLong(0) == number ? cursor.getInt(8) : HEADER_BYTES;
            try (var channel = FileChannel.open(last.get(), StandardOpenOption.WRITE)) {
                var forgotten = channel.size() - shipped;
                channel.truncate(shipped);
                return forgotten;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<Path> last() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".segment"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] frame(String id, int salt, boolean checksumRight) {
        var payload = payload(id);
        var frame = ByteBuffer.allocate(12 + payload.length);
        frame.putInt(MARKER).putInt(payload.length).putInt(0).put(payload);
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(salt).flip());
        crc.update(frame.array(), 4, 4);
        crc.update(payload);
        frame.putInt(8, (int) crc.getValue() ^ (checksumRight ? 0 : 1));
        return frame.array();
    }

    private static byte[] payload(String id) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeLong(System.currentTimeMillis());
            shortText(out, "grapevine.shares");
            longText(out, "demo:ghost");
            var headers = headers(id);
            out.writeShort(headers.size());
            for (var header : headers.entrySet()) {
                shortText(out, header.getKey());
                longText(out, header.getValue());
            }
            longText(out, "{}");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> headers(String id) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/replay");
        headers.put("ce_type", "io.grapevine.share.recorded.v1");
        headers.put("ce_time", "2026-01-01T00:00:00Z");
        headers.put("ce_subject", "ghost");
        headers.put("ce_tenantid", "demo");
        return headers;
    }

    private static void shortText(DataOutputStream out, String text) throws IOException {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(encoded.length);
        out.write(encoded);
    }

    private static void longText(DataOutputStream out, String text) throws IOException {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }
}
