package io.grapevine.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads one HTTP/1.1 answer at a time from a connection that never has two under way. It knows what the measured endpoints send
 * (a length, or chunks without trailers) and refuses the rest: a full parser would cost the cores that the measured system needs.
 */
public final class AnswerReader {

    /** Above any answer to a batch of 500; a longer one is not an answer of ours. */
    private static final int LONGEST = 1 << 20;

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] LINE_END_TWICE = ascii("\r\n\r\n");
    private static final byte[] CHUNKED = ascii("\r\ntransfer-encoding: chunked\r\n");
    private static final byte[] LENGTH = ascii("\r\ncontent-length:");

    private byte[] bytes = new byte[4096];
    private int filled;
    private int searched;
    /** Where the next chunk begins; -1 outside of chunks. */
    private int chunk = -1;

    private int end = -1;

    /**
     * Takes what has arrived; true when the answer is whole.
     *
     * @throws IllegalArgumentException if this is no answer that can be read
     */
    public boolean take(ByteBuffer more) {
        append(more);
        if (end < 0) findEnd();
        if (end >= 0 && filled > end) throw new IllegalArgumentException("more bytes than the answer has");
        return filled == end;
    }

    public int status() {
        int status = 0;
        for (int i = STATUS_AT; i < STATUS_AT + STATUS_DIGITS; i++) status = status * 10 + digit(bytes[i]);
        return status;
    }

    /** Whether head or body have these bytes. */
    public boolean contains(byte[] wanted) {
        return indexOf(wanted, 0) >= 0;
    }

    /** Ready for the next answer. */
    public void clear() {
        filled = 0;
        searched = 0;
        chunk = -1;
        end = -1;
    }

    private void append(ByteBuffer more) {
        int size = more.remaining();
        if (filled + size > LONGEST) throw new IllegalArgumentException("an answer longer than " + LONGEST + " bytes");
        if (filled + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + size, 2 * bytes.length));
        }
        more.get(bytes, filled, size);
        filled += size;
    }

    private void findEnd() {
        if (chunk < 0) {
            int head = indexOf(LINE_END_TWICE, searched);
            searched = Math.max(0, filled - LINE_END_TWICE.length);
            if (head < 0) return;
            int length = length(head);
            int body = head + LINE_END_TWICE.length;
            if (length >= 0) end = body + length;
            else chunk = body;
        }
        if (chunk >= 0) followChunks();
    }

    /** Steps over the chunks that are whole; the one without bytes is the last. */
    private void followChunks() {
        while (true) {
            int sizeEnd = indexOf(LINE_END, chunk);
            if (sizeEnd < 0) return;
            int size = HexFormat.fromHexDigits(new String(bytes, chunk, sizeEnd - chunk, StandardCharsets.US_ASCII));
            int next = sizeEnd + LINE_END.length + size + LINE_END.length;
            if (next > filled) return;
            chunk = next;
            if (size == 0) {
                end = next;
                return;
            }
        }
    }

    /** Of the body; -1 if it comes in chunks. */
    private int length(int headEnd) {
        for (int at = 0; at < headEnd; at++) {
            if (isAt(at, CHUNKED)) return -1;
            if (!isAt(at, LENGTH)) continue;
            int length = 0;
            for (int i = at + LENGTH.length; bytes[i] != '\r'; i++) {
                if (bytes[i] != ' ') length = length * 10 + digit(bytes[i]);
            }
            return length;
        }
        throw new IllegalArgumentException("an answer without a length");
    }

    /** Whatever the case of the letters; headers may have either. */
    private boolean isAt(int at, byte[] wanted) {
        if (at + wanted.length > filled) return false;
        for (int i = 0; i < wanted.length; i++) {
            if (lower(bytes[at + i]) != wanted[i]) return false;
        }
        return true;
    }

    private int indexOf(byte[] wanted, int from) {
        for (int at = from; at <= filled - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    private static int digit(byte letter) {
        if (letter < '0' || letter > '9') throw new IllegalArgumentException("no digit where one must be");
        return letter - '0';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
