package io.grapevine.clicktracking.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Frames as bytes: marker, length, CRC32C, payload.
 *
 * <p>The checksum starts with the segment's salt, so that neither bytes of an older file nor a frame that a client hid in
 * its data can pass for a frame when reading resumes behind a damaged one.
 */
final class FrameBytes {

    static final int MARKER = 0x47564652;
    static final int OVERHEAD = 12;
    /** Eight times the largest event: a length beyond it is damage, and Kafka would not take it either. */
    static final int MAX_PAYLOAD_BYTES = 256 << 10;

    private static final byte PAYLOAD_VERSION = 1;
    private static final int FIRST_GUESS = 1024;

    private final int salt;
    private byte[] bytes = new byte[FIRST_GUESS];
    private ByteBuffer out = ByteBuffer.wrap(bytes);

    private FrameBytes(int salt) {
        this.salt = salt;
    }

    /** The frames one behind the other, ready for the segment. */
    static ByteBuffer encode(List<Frame> frames, int salt) {
        var writer = new FrameBytes(salt);
        frames.forEach(writer::write);
        return writer.out.flip();
    }

    /** The first byte behind the frame at {@code at}, or -1 if there is no whole, undamaged frame. */
    static int endOfFrame(ByteBuffer in, int at, int salt) {
        if (in.limit() - at < OVERHEAD || in.getInt(at) != MARKER) return -1;
        int length = in.getInt(at + 4);
        if (length <= 0 || length > MAX_PAYLOAD_BYTES || length > in.limit() - at - OVERHEAD) return -1;
        return in.getInt(at + 8) == checksum(in, at + OVERHEAD, length, salt) ? at + OVERHEAD + length : -1;
    }

    /** Reads the frame between {@code at} and {@code end}, which {@link #endOfFrame} has checked. */
    static Frame decode(ByteBuffer in, int at, int end) {
        var payload = in.slice(at + OVERHEAD, end - at - OVERHEAD);
        byte version = payload.get();
        if (version != PAYLOAD_VERSION) throw new IllegalStateException("frame of unknown version " + version);
        long timestamp = payload.getLong();
        var topic = text(payload, payload.getShort());
        var key = text(payload, payload.getInt());
        int count = payload.getShort();
        var headers = LinkedHashMap.<String, String>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            var name = text(payload, payload.getShort());
            headers.put(name, text(payload, payload.getInt()));
        }
        var value = new byte[payload.getInt()];
        payload.get(value);
        return new Frame(topic, key, headers, value, timestamp);
    }

    private void write(Frame frame) {
        int start = out.position();
        room(OVERHEAD + 9);
        out.position(start + OVERHEAD).put(PAYLOAD_VERSION).putLong(frame.timestamp());
        shortText(frame.topic());
        longText(frame.key());
        room(2);
        out.putShort((short) frame.headers().size());
        frame.headers().forEach((name, value) -> {
            shortText(name);
            longText(value);
        });
        block(frame.value());
        int length = out.position() - start - OVERHEAD;
        if (length > MAX_PAYLOAD_BYTES)
            throw new IllegalArgumentException("a frame holds at most " + MAX_PAYLOAD_BYTES + " bytes, was " + length);
        out.putInt(start, MARKER).putInt(start + 4, length);
        out.putInt(start + 8, checksum(ByteBuffer.wrap(bytes, 0, out.position()), start + OVERHEAD, length, salt));
    }

    private void shortText(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length > Short.MAX_VALUE)
            throw new IllegalArgumentException("a name holds at most 32767 bytes, was " + encoded.length);
        room(2 + encoded.length);
        out.putShort((short) encoded.length).put(encoded);
    }

    private void longText(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    private void block(byte[] block) {
        room(4 + block.length);
        out.putInt(block.length).put(block);
    }

    private void room(int more) {
        if (out.remaining() >= more) return;
        int position = out.position();
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        out = ByteBuffer.wrap(bytes).position(position);
    }

    private static String text(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int checksum(ByteBuffer in, int from, int length, int salt) {
        var crc = new CRC32C();
        crc.update(salt >>> 24);
        crc.update(salt >>> 16);
        crc.update(salt >>> 8);
        crc.update(salt);
        crc.update(in.duplicate().position(from - OVERHEAD + 4).limit(from - OVERHEAD + 8));
        crc.update(in.duplicate().limit(from + length).position(from));
        return (int) crc.getValue();
    }
}
